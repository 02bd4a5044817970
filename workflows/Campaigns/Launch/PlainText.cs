using System.Globalization;
using System.Text;

namespace Campaigns;

/// <summary>What text from outside may hold before it is stored, put into a mail's subject or hashed.</summary>
public static class PlainText
{
    /// <summary>True when a single line holds nothing that could break a header, a row or a page: no control characters,
    /// no line or paragraph separators, no half characters.</summary>
    public static bool IsLine(string text) => IsWellFormed(text) && !text.Any(IsControl);

    /// <summary>As <see cref="IsLine"/>, with line ends and tabs allowed.</summary>
    public static bool IsBlock(string text) => IsWellFormed(text) && !text.Any(c => IsControl(c) && c is not ('\n' or '\r' or '\t' or '\u2028' or '\u2029'));

    /// <summary>Line ends as <c>\n</c>, Unicode form C, no white space at the ends: how texts are stored and hashed.</summary>
    public static string Canonical(string text) =>
        text.ReplaceLineEndings("\n").Normalize(NormalizationForm.FormC).Trim();

    static bool IsControl(char c) =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var read) != System.Buffers.OperationStatus.Done) return false;
            rest = rest[read..];
        }
        return !text.Contains('\uFFFE', StringComparison.Ordinal) && !text.Contains('\uFFFF', StringComparison.Ordinal);
    }
}
