using System.Globalization;
using System.Text;

namespace Campaigns.Checks;

/// <summary>Short texts of one line: names, roles, titles.</summary>
public static class SingleLine
{
    /// <summary>
    /// Trims and composes (NFC). <paramref name="error"/> is the reason (Required, TooLong, ControlCharacters, Unreadable, Markup), or null when the
    /// text is good. Without a letter or digit a text is as good as empty. No name needs angle brackets; scripts do.
    /// </summary>
    public static string Read(string? text, int limit, bool required, out string? error)
    {
        var raw = text?.Trim() ?? "";
        error = raw.Any(IsForbidden) || !IsWellFormed(raw) ? "ControlCharacters" : null;
        if (error is not null) return "";
        var line = raw.Normalize(NormalizationForm.FormC);
        if (line.Length > limit) error = "TooLong";
        else if (line.Contains(Lost)) error = "Unreadable";
        else if (line.AsSpan().ContainsAny('<', '>')) error = "Markup";
        else if (required && !line.EnumerateRunes().Any(Rune.IsLetterOrDigit)) error = "Required";
        return line;
    }

    /// <summary>What stands where bytes were no characters.</summary>
    public const char Lost = '\uFFFD';

    /// <summary>Control characters, line and paragraph separators, and marks that reverse the order of what stands around them.</summary>
    public static bool IsForbidden(char c) =>
        char.IsControl(c) || IsNoCharacter(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF'
        || char.GetUnicodeCategory(c) == UnicodeCategory.PrivateUse;

    /// <summary>What Unicode will never make a character of; .NET refuses to compose texts that hold it.</summary>
    internal static bool IsNoCharacter(char c) => c is (>= '\uFDD0' and <= '\uFDEF') or '\uFFFE' or '\uFFFF';

    static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsSurrogatePair(text, i)) return false;
            i++;
        }
        return true;
    }
}
