using System.Collections.Immutable;

namespace Campaigns.Networks;

/// <summary>One line as an organisation.</summary>
sealed class DirectoryRow(DirectoryFile file, string field, int? line, IReadOnlyDictionary<string, string> cells) : CsvCells(file, field, line, cells)
{
    const int MostNames = 10;

    public void Read()
    {
        var organisation = Organisation();
        if (!IsBroken) file.Take(new(Number ?? 0, organisation));
    }

    /// <summary>With one representative, or none where the line names none (only a form may).</summary>
    public Organisation Organisation(bool personRequired = true)
    {
        var names = List("other names", MostNames, cell => Line("other names", cell));
        var organisation = new Organisation(
            "", [Line("organisation", Cell("organisation"), required: true), .. names.Distinct()], Country(),
            List("languages", MostNames, cell => Language("languages", cell)), List("tags", MostNames, cell => Line("tags", cell)), []);
        if (!personRequired && Cell("email").Length == 0 && Cell("representative").Length == 0) return organisation;
        return organisation with { Representatives = [new(Line("representative", Cell("representative")), Email(), Language("language", Cell("language")), Zone())] };
    }

    string Email()
    {
        if (Email("email", Cell("email")) is not { Key: { } key } address) return "";
        if (Number is { } number && file.FirstWith(key, number, $"{number}") is var first && first != number) Refuse("email", "Duplicate", $"{first}");
        return address.Address;
    }

    string Zone()
    {
        if (Cell("time zone") is not { Length: > 0 } typed) return "";
        if (ZonedTime.FindZone(typed) is { } zone) return zone.Id;
        Refuse("time zone", "NotAZone");
        return "";
    }
}
