using System.Globalization;
using System.Resources;

namespace Campaigns.Language;

/// <summary>The words of mails and letters, from <c>Texts/Texts.resx</c> and its translations.</summary>
public static class Texts
{
    static readonly ResourceManager Resources = new("Campaigns.Texts.Texts", typeof(Texts).Assembly);

    /// <summary>The text in <paramref name="language"/>, in English where it has no translation; formatted with that language's rules.</summary>
    /// <exception cref="MissingManifestResourceException">No text has this key.</exception>
    public static string Get(string language, string key, params ReadOnlySpan<object?> arguments)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        var text = Resources.GetString(key, culture) ?? throw new MissingManifestResourceException($"There is no text {key}.");
        return arguments.IsEmpty ? text : string.Format(culture, text, arguments);
    }

    /// <summary>A counted thing in the right plural form: <c>37 organisations</c>.</summary>
    public static string Counted(string language, string key, long number) =>
        Get(language, Plural.Key(Spoken(language), key, number), number);

    /// <summary>The language in which <see cref="Get"/> answers: plural forms follow the words, not the wish.</summary>
    static string Spoken(string language) => language.Split('-')[0] is "fr" or "ru" ? language : "en";
}
