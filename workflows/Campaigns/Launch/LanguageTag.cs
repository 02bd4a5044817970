using System.Globalization;
using System.Text.RegularExpressions;

namespace Campaigns;

/// <summary>A language as a BCP 47 tag that the culture data knows: <c>en</c>, <c>pt-BR</c>, <c>sr-Latn</c>.</summary>
public static partial class LanguageTag
{
    /// <summary>The tag in its canonical case, or null when <paramref name="text"/> names no known language.</summary>
    public static string? Read(string text)
    {
        var tag = text.Trim();
        if (!Shape().IsMatch(tag)) return null;
        try
        {
            var culture = CultureInfo.GetCultureInfo(tag, predefinedOnly: true);
            return culture.TwoLetterISOLanguageName == "iv" ? null : culture.Name;
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
