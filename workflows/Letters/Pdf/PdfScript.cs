using System.Text;

namespace Campaigns.Letters.Pdf;

/// <summary>
/// What can be set on paper. Scripts that run from right to left or whose letters change with their neighbours would come out wrong,
/// and are refused rather than spoilt; so is what the typefaces do not have.
/// </summary>
public static class PdfScript
{
    // Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours; the scripts of South and South-East Asia; presentation forms.
    static readonly (int First, int Last)[] Shaped =
        [(0x0590, 0x08FF), (0x0900, 0x0DFF), (0x0E00, 0x109F), (0x1780, 0x18AF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFC), (0x10800, 0x10FFF), (0x1E800, 0x1EFFF)];

    public static bool CanSet(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (!IsInvisible(rune) && (!PdfFonts.Has(rune) || IsShaped(rune))) return false;
        return true;
    }

    /// <summary>Without what has no shape of its own: marks of direction, joiners, soft hyphens, tabs.</summary>
    internal static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
            if (rune.Value is '\t' or '\r') visible.Append(' ');
            else if (rune.Value == '\n' || !IsInvisible(rune)) visible.Append(rune);
        return visible.ToString();
    }

    static bool IsShaped(Rune rune) => Array.Exists(Shaped, range => rune.Value >= range.First && rune.Value <= range.Last);

    static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
        || rune.Value is >= 0xFE00 and <= 0xFE0F;
}
