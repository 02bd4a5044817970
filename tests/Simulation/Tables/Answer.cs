using System.Globalization;
using System.Text;

namespace Campaigns.Tests.Simulation;

/// <summary>What the service answers.</summary>
sealed record Answer(int Status, string Body = "", string? ETag = null, string? Code = null)
{
    public List<(string Name, string Value)> Headers { get; init; } = [];

    public bool IsError => Status >= 400;

    public static Answer Error(int status, string code) => new(status, ErrorBody(code, code), Code: code);

    /// <summary>A transaction's answer: one part each, or the one that says what failed.</summary>
    public static Answer OfTransaction(IReadOnlyList<Answer> parts)
    {
        var failed = parts.ToList().FindIndex(part => part.IsError);
        var text = new StringBuilder("--batchresponse\r\nContent-Type: multipart/mixed; boundary=changesetresponse\r\n\r\n");
        if (failed < 0)
            foreach (var part in parts) Write(text, part, "");
        else
            Write(text, parts[failed], ErrorBody(parts[failed].Code!, string.Create(CultureInfo.InvariantCulture, $"{failed}:{parts[failed].Code}")));
        return new(202, text.Append("--changesetresponse--\r\n--batchresponse--\r\n").ToString(), Code: failed < 0 ? null : parts[failed].Code);
    }

    static void Write(StringBuilder text, Answer part, string body)
    {
        text.Append("--changesetresponse\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n")
            .Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {part.Status} Part\r\n");
        if (part.ETag is not null) text.Append("ETag: ").Append(part.ETag).Append("\r\n");
        text.Append("Content-Type: application/json\r\n\r\n").Append(body).Append("\r\n");
    }

    static string ErrorBody(string code, string message) =>
        "{\"odata.error\":{\"code\":\"" + code + "\",\"message\":{\"lang\":\"en-US\",\"value\":\"" + message + "\"}}}";
}
