namespace Campaigns.Language;

/// <summary>Plural forms of whole numbers by the rules of CLDR, for the languages the product speaks or will soon.</summary>
public static class Plural
{
    /// <param name="language">BCP 47 tag; only its first part counts. Unknown languages follow the English rule.</param>
    /// <returns>zero, one, two, few, many or other.</returns>
    public static string Form(string language, long number)
    {
        var n = Math.Abs(number);
        return language.Split('-')[0] switch
        {
            "ru" or "uk" or "be" => EastSlavic(n),
            "pl" => Polish(n),
            "fr" => n <= 1 ? "one" : Millions(n),
            "es" => n == 1 ? "one" : Millions(n),
            "ar" => Arabic(n),
            _ => n == 1 ? "one" : "other",
        };
    }

    /// <summary>The resource key of a counted thing: <c>Organisations</c> and 3 in Russian give <c>Organisations_few</c>.</summary>
    public static string Key(string language, string key, long number) => $"{key}_{Form(language, number)}";

    static string EastSlavic(long n) => (n % 10, n % 100) switch
    {
        (1, not 11) => "one",
        ( >= 2 and <= 4, not (12 or 13 or 14)) => "few",
        _ => "many",
    };

    static string Polish(long n) => (n, n % 10, n % 100) switch
    {
        (1, _, _) => "one",
        (_, >= 2 and <= 4, not (12 or 13 or 14)) => "few",
        _ => "many",
    };

    /// <summary>French and Spanish say "un million de lettres": whole millions have a form of their own.</summary>
    static string Millions(long n) => n != 0 && n % 1_000_000 == 0 ? "many" : "other";

    static string Arabic(long n) => (n, n % 100) switch
    {
        (0, _) => "zero",
        (1, _) => "one",
        (2, _) => "two",
        (_, >= 3 and <= 10) => "few",
        (_, >= 11) => "many",
        _ => "other",
    };
}
