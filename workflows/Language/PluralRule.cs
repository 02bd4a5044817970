using System.Collections.Immutable;

namespace Campaigns.Language;

/// <summary>Plural forms of whole numbers by a rule of CLDR.</summary>
/// <param name="Forms">The forms that a counted thing has in the resources, out of zero, one, two, few, many, other.</param>
/// <param name="Of">The form that goes with a number, which is not negative.</param>
public sealed record PluralRule(ImmutableArray<string> Forms, Func<long, string> Of)
{
    public static readonly PluralRule English = new(["one", "other"], n => n == 1 ? "one" : "other");

    public static readonly PluralRule French = new(["one", "many", "other"], n => n <= 1 ? "one" : Millions(n));

    public static readonly PluralRule Spanish = new(["one", "many", "other"], n => n == 1 ? "one" : Millions(n));

    /// <summary>"Other" is for fractions; it stands in the resources because translators' tools ask for it.</summary>
    public static readonly PluralRule EastSlavic = new(["one", "few", "many", "other"], n => (n % 10, n % 100) switch
    {
        (1, not 11) => "one",
        ( >= 2 and <= 4, not (12 or 13 or 14)) => "few",
        _ => "many",
    });

    public static readonly PluralRule Arabic = new(["zero", "one", "two", "few", "many", "other"], n => (n, n % 100) switch
    {
        (0, _) => "zero",
        (1, _) => "one",
        (2, _) => "two",
        (_, >= 3 and <= 10) => "few",
        (_, >= 11) => "many",
        _ => "other",
    });

    /// <summary>French and Spanish say "un million de lettres": whole millions have a form of their own.</summary>
    static string Millions(long n) => n != 0 && n % 1_000_000 == 0 ? "many" : "other";
}
