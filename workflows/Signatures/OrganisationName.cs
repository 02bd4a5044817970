using System.Globalization;
using System.Text;

namespace Campaigns.Signatures;

/// <summary>When two spellings are one organisation.</summary>
internal static class OrganisationName
{
    /// <summary>Compatibility-composed, without case, punctuation and repeated spaces, with the country: equal for one organisation.</summary>
    public static string Key(string name, string country)
    {
        var key = new StringBuilder(name.Length + 3);
        foreach (var rune in name.Normalize(NormalizationForm.FormKC).ToUpperInvariant().ToLowerInvariant().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || IsMark(rune)) key.Append(rune);
            else if (key.Length > 0 && key[^1] != ' ') key.Append(' ');
        }
        return $"{key.ToString().Trim()}|{country}";
    }

    static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
