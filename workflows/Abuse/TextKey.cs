using System.Globalization;
using System.Text;

namespace Campaigns.Abuse;

/// <summary>When two texts are alike: only letters and digits, without case, accents, spaces and marks between.</summary>
static class TextKey
{
    public static string Of(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).ToUpperInvariant().ToLowerInvariant().EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpacingCombiningMark) key.Append(rune);
        return key.ToString();
    }
}
