using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Campaigns.Checks;

namespace Campaigns.Letters.Replies.Inbound;

/// <summary>Makes plain text of what came in a mail. Pure.</summary>
public static partial class InboundText
{
    static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Bytes as text: in the character set that the mail names; where it names none, one that nobody knows, or a wrong one, UTF-8 or else Western European.</summary>
    public static string Decode(byte[] bytes, string? charset)
    {
        if (Known(charset) is { } named && named.WebName != Strict.WebName) return named.GetString(bytes);
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding("windows-1252")!.GetString(bytes);
        }
    }

    /// <summary>Lines of text without what could break a row or a page.</summary>
    public static string Clean(string text)
    {
        var kept = string.Concat(text.ReplaceLineEndings("\n").Where(c => c == '\n' || c == '\t' || !SingleLine.IsForbidden(c)));
        return PlainText.Canonical(Blank().Replace(kept, "\n\n"));
    }

    /// <summary>One line of at most <see cref="Limits.Name"/> characters.</summary>
    public static string Line(string text)
    {
        var line = Clean(text).Replace('\n', ' ').Replace('\t', ' ');
        return line.Length > Limits.Name ? line[..Limits.Name] : line;
    }

    /// <summary>The words of an HTML mail.</summary>
    public static string OfHtml(string html)
    {
        var visible = Unseen().Replace(html, "");
        return WebUtility.HtmlDecode(Tag().Replace(Break().Replace(visible, "\n"), ""));
    }

    static Encoding? Known(string? charset)
    {
        if (string.IsNullOrWhiteSpace(charset)) return null;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(charset.Trim()) ?? Encoding.GetEncoding(charset.Trim());
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\n\s*\n\s*\n", RegexOptions.NonBacktracking)]
    private static partial Regex Blank();

    [GeneratedRegex(@"<!--.*?-->|<(script|style|head)\b.*?</(script|style|head)\s*>", RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Unseen();

    [GeneratedRegex(@"<br\b[^>]*>|</(p|div|tr|li|h[1-6]|blockquote)\s*>", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Break();

    [GeneratedRegex(@"<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
