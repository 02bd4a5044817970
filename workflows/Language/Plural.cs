namespace Campaigns.Language;

/// <summary>Plural forms of whole numbers in the languages of the product.</summary>
public static class Plural
{
    /// <param name="language">BCP 47 tag; only its first part counts. Unknown languages follow the English rule.</param>
    /// <returns>zero, one, two, few, many or other.</returns>
    public static string Form(string language, long number) => SpokenLanguage.Of(language).Plural.Of(Math.Abs(number));

    /// <summary>The resource key of a counted thing: <c>Organisations</c> and 3 in Russian give <c>Organisations_few</c>.</summary>
    public static string Key(string language, string key, long number) => $"{key}_{Form(language, number)}";
}
