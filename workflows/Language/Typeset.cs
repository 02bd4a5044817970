namespace Campaigns.Language;

/// <summary>
/// What a language's typography asks for and translators need not type: the spaces of French that do not break, the dash of Russian and
/// Ukrainian that does not begin a line, and in right-to-left text the invisible marks that keep a name, an address or a code of another direction in one piece.
/// </summary>
public static class Typeset
{
    const char Open = '\u2068';  // first strong isolate
    const char Close = '\u2069'; // pop directional isolate
    const char Space = '\u00A0';
    const char ThinSpace = '\u202F';

    /// <summary>A text as it stands in the resources, before its gaps are filled.</summary>
    public static string Text(SpokenLanguage language, string text) => language.Tag switch
    {
        "fr" => French(text),
        "ru" or "uk" => text.Replace(" – ", Space + "— ", StringComparison.Ordinal).Replace(" — ", Space + "— ", StringComparison.Ordinal),
        _ => text,
    };

    static string French(string text) => text
        .Replace(" :", Space + ":", StringComparison.Ordinal)
        .Replace("« ", "«" + Space, StringComparison.Ordinal)
        .Replace(" »", Space + "»", StringComparison.Ordinal)
        .Replace(" ;", ThinSpace + ";", StringComparison.Ordinal)
        .Replace(" !", ThinSpace + "!", StringComparison.Ordinal)
        .Replace(" ?", ThinSpace + "?", StringComparison.Ordinal);

    /// <summary>The text with its gaps filled; in right-to-left text each word that fills one stands by itself.</summary>
    public static string Fill(SpokenLanguage language, string text, ReadOnlySpan<object?> values)
    {
        if (values.IsEmpty) return Text(language, text);
        var own = values.ToArray();
        for (var i = 0; i < own.Length; i++)
            if (own[i] is string words) own[i] = Isolated(language, words);
        return string.Format(language.Culture, Text(language, text), own);
    }

    /// <summary>
    /// Words of any direction, to stand in a text of <paramref name="language"/>. Web addresses stay as they are: they begin and end with Latin letters,
    /// and mail programs would take a mark into the link.
    /// </summary>
    public static string Isolated(SpokenLanguage language, string words) =>
        !language.IsRightToLeft || words.Length == 0 || words.StartsWith("http", StringComparison.Ordinal) ? words : Open + words + Close;

    /// <summary>What stands between two things: <c>Ana Example, Norway</c>; Arabic script has a comma of its own.</summary>
    public static string Comma(SpokenLanguage language) => IsArabic(language) ? "، " : ", ";

    /// <summary>What stands between things that may hold commas themselves.</summary>
    public static string Semicolon(SpokenLanguage language) => IsArabic(language) ? "؛ " : "; ";

    static bool IsArabic(SpokenLanguage language) => language.Tag is "ar" or "fa" or "ur";

    /// <summary>A label before what it names: <c>Read and sign:</c></summary>
    public static string Label(string language, string label) => Text(SpokenLanguage.Of(language), SpokenLanguage.Of(language).Tag == "fr" ? label + " :" : label + ":");
}
