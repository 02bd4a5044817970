using System.Resources;

namespace Campaigns.Language;

/// <summary>The words of mails and letters, from <c>Texts/Texts.resx</c> and its translations.</summary>
public static class Texts
{
    static readonly ResourceManager Resources = new("Campaigns.Texts.Texts", typeof(Texts).Assembly);

    /// <summary>The text in <paramref name="language"/>, in English where the product does not speak it; typeset and formatted with that language's rules.</summary>
    /// <exception cref="MissingManifestResourceException">No text has this key.</exception>
    public static string Get(string language, string key, params ReadOnlySpan<object?> arguments)
    {
        var spoken = SpokenLanguage.Of(language);
        var text = Resources.GetString(key, spoken.Culture) ?? throw new MissingManifestResourceException($"There is no text {key}.");
        return Typeset.Fill(spoken, text, arguments);
    }

    /// <summary>A counted thing in the right plural form: <c>37 organisations</c>.</summary>
    public static string Counted(string language, string key, long number) =>
        Get(language, Plural.Key(language, key, number), number);
}
