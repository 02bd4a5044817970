using System.Text;
using Campaigns.Checks;

namespace Campaigns;

/// <summary>Texts of several lines: statements. (<see cref="SingleLine"/> is for names and titles.)</summary>
public static class PlainText
{
    /// <summary>True when nothing in it could break a row, a letter or a page: no control characters other than line ends and tabs,
    /// no half characters. Marks of direction stay: Arabic and Hebrew texts need them.</summary>
    public static bool IsBlock(string text) => IsWellFormed(text) && !text.Any(c => SingleLine.IsNoCharacter(c) || (char.IsControl(c) && c is not ('\n' or '\r' or '\t')));

    /// <summary>Line ends as <c>\n</c>, Unicode form C, no white space at the ends: how texts are stored and hashed.</summary>
    public static string Canonical(string text) => text.ReplaceLineEndings("\n").Normalize(NormalizationForm.FormC).Trim();

    static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var read) != System.Buffers.OperationStatus.Done) return false;
            rest = rest[read..];
        }
        return true;
    }
}
