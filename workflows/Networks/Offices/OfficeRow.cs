using System.Collections.Immutable;
using Campaigns.Signatures;

namespace Campaigns.Networks.Offices;

/// <summary>One line as an office.</summary>
sealed class OfficeRow(CsvFile<OfficeLine> file, string field, int? line, IReadOnlyDictionary<string, string> cells) : CsvCells(file, field, line, cells)
{
    /// <summary>Languages in which one office is addressed.</summary>
    public const int MostForms = 10;

    public void Read()
    {
        var office = Office() with { Forms = [Form()] };
        if (!IsBroken) file.Take(new(Number ?? 0, office));
    }

    /// <summary>Without forms of address.</summary>
    public Office Office()
    {
        var (name, body, country) = (Line("office", Cell("office"), required: true), Line("body", Cell("body"), required: true), Country());
        var main = Main(Key(name, body, country));
        return new(
            "", Kind(), name, body, country, main, Addresses("alternates", main), Addresses("copies", main), [],
            Line("group", Cell("group")), Line("notes", Cell("notes"), limit: Limits.Reason));
    }

    public FormOfAddress Form()
    {
        var language = Language("language", Cell("language"));
        if (Cell("language").Length == 0) Refuse("language", "Required");
        return new(language, Line("salutation", Cell("salutation"), required: true), Line("closing", Cell("closing")));
    }

    /// <summary>Two spellings of one office have the same key.</summary>
    public static string Key(string name, string body, string country) => $"{OrganisationName.Key(name, country)}|{OrganisationName.Key(body, country)}";

    OfficeKind Kind()
    {
        var typed = Cell("kind");
        foreach (var (name, value) in OfficeCsv.Kinds)
            if (name.Equals(typed.Replace(' ', '-'), StringComparison.OrdinalIgnoreCase)) return value;
        if (typed.Length == 0) Refuse("kind", "Required");
        else Refuse("kind", "NotOneOf", string.Join(", ", OfficeCsv.Kinds.Select(one => one.Name)));
        return default;
    }

    /// <summary>An address may come again in another line of the same office, and in no other's.</summary>
    string Main(string office)
    {
        if (Email("email", Cell("email")) is not { Key: { } key } address) return "";
        if (Number is { } number && file.FirstWith(key, number, office) is var first && first != number) Refuse("email", "Duplicate", $"{first}");
        return address.Address;
    }

    ImmutableArray<string> Addresses(string column, string main) =>
        [.. List(column, Limits.AddressesOfAnOffice, cell => Email(column, cell).Address ?? "").Where(address => address != main)];
}
