using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Campaigns.Local.MailRoom.Inbound;

/// <summary>A mail as SendGrid's Inbound Parse posts it: headers in UTF-8, text and html in the mail's own character set, each file under <c>attachment1</c> and on.</summary>
static class InboundPost
{
    public static MultipartFormDataContent Of(IFormCollection form)
    {
        var charset = form["charset"] is [{ Length: > 0 } named] ? named : "UTF-8";
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);
        var (to, from) = (form["to"].ToString(), form["from"].ToString());
        var content = new MultipartFormDataContent("xYzZY") { HeaderEncodingSelector = (_, _) => Encoding.UTF8 }; // names of files come as they are
        Add("headers", $"To: {to}\nFrom: {from}\nSubject: {form["subject"]}\n", Encoding.UTF8);
        foreach (var field in new[] { "to", "from", "subject" }) Add(field, form[field].ToString(), Encoding.UTF8);
        foreach (var field in new[] { "text", "html" })
            if (form[field] is [{ Length: > 0 } text]) Add(field, text, encoding);
        Add("envelope", JsonSerializer.Serialize(new { to = new[] { Bare(to) }, from = Bare(from) }), Encoding.UTF8);
        Add("charsets", JsonSerializer.Serialize(new Dictionary<string, string> { ["to"] = "UTF-8", ["from"] = "UTF-8", ["subject"] = "UTF-8", ["text"] = charset, ["html"] = charset }), Encoding.UTF8);
        Add("SPF", "none", Encoding.UTF8);
        Add("attachments", form.Files.Count.ToString(CultureInfo.InvariantCulture), Encoding.UTF8);
        for (var number = 1; number <= form.Files.Count; number++) AddFile(content, form.Files[number - 1], number);
        return content;

        void Add(string name, string value, Encoding bytes) => content.Add(new ByteArrayContent(bytes.GetBytes(value)), $"\"{name}\"");
    }

    static void AddFile(MultipartFormDataContent content, IFormFile file, int number)
    {
        var part = new StreamContent(file.OpenReadStream());
        part.Headers.ContentType = MediaTypeHeaderValue.TryParse(file.ContentType, out var type) ? type : new("application/octet-stream");
        part.Headers.TryAddWithoutValidation("Content-Disposition", string.Create(CultureInfo.InvariantCulture, $"form-data; name=\"attachment{number}\"; filename=\"{Quotable(file.FileName)}\""));
        content.Add(part);
    }

    static string Quotable(string name) => string.Concat(name.Where(c => c is not ('"' or '\\') && !char.IsControl(c)));

    /// <summary>The address of <c>Name &lt;address&gt;</c>.</summary>
    static string Bare(string address) => address.LastIndexOf('<') is >= 0 and var at && address.EndsWith('>') ? address[(at + 1)..^1] : address.Trim();
}
