using System.Text.RegularExpressions;

namespace Campaigns.Local.MailRoom.Inbox;

/// <summary>A message's HTML, made ready for the frame in which it is read.</summary>
static partial class LetterHtml
{
    /// <summary>Links open in the whole window, as they would from a mail program; pictures that came along are found.</summary>
    public static string ForReading(string html, MailMessage message)
    {
        const string target = "<base target=\"_top\">";
        var head = Head().Match(html);
        var marked = head.Success ? html.Insert(head.Index + head.Length, target) : html.Insert(Doctype().Match(html).Length, target);
        foreach (var file in message.Attachments.Where(file => file.ContentId is not null))
            marked = marked.Replace("cid:" + file.ContentId, file.Href, StringComparison.Ordinal);
        return marked;
    }

    [GeneratedRegex("<head(\\s[^>]*)?>", RegexOptions.IgnoreCase)]
    private static partial Regex Head();

    [GeneratedRegex("^\\s*(<!doctype[^>]*>)?\\s*(<html[^>]*>)?", RegexOptions.IgnoreCase)]
    private static partial Regex Doctype();
}
