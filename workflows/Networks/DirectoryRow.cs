using System.Collections.Immutable;
using Campaigns.Checks;

namespace Campaigns.Networks;

/// <summary>The cells of one line, by column. What is wrong is told with line and column; a line with an error is not taken.</summary>
sealed class DirectoryRow(DirectoryFile file, string field, int? line, IReadOnlyDictionary<string, string> cells)
{
    const int MostNames = 10;
    bool isBroken;

    public void Read()
    {
        var organisation = Organisation();
        if (!isBroken) file.Take(new(line ?? 0, organisation));
    }

    /// <summary>With one representative, or none where the line names none (only a form may).</summary>
    public Organisation Organisation(bool personRequired = true)
    {
        var names = List("other names", cell => Line("other names", cell));
        var organisation = new Organisation(
            "", [Line("organisation", Cell("organisation"), required: true), .. names.Distinct()], Country(),
            List("languages", cell => Language("languages", cell)), List("tags", cell => Line("tags", cell)), []);
        if (!personRequired && Cell("email").Length == 0 && Cell("representative").Length == 0) return organisation;
        return organisation with { Representatives = [new(Line("representative", Cell("representative")), Email(), Language("language", Cell("language")), Zone(), Line("phone", Cell("phone")))] };
    }

    string Line(string column, string cell, bool required = false)
    {
        var read = SingleLine.Read(cell, Limits.Name, required, out var reason);
        if (reason is not null) Refuse(column, reason, reason == "TooLong" ? [$"{Limits.Name}"] : []);
        return read;
    }

    ImmutableArray<string> List(string column, Func<string, string> read)
    {
        string[] parts = Cell(column).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length <= MostNames) return [.. parts.Select(read).Distinct()];
        Refuse(column, "TooMany", $"{MostNames}");
        return [];
    }

    string Country()
    {
        if (Checks.Country.TryParse(Cell("country"), out var code)) return code;
        Refuse("country", Cell("country").Length == 0 ? "Required" : "NotACountry");
        return "";
    }

    string Email()
    {
        var typed = Cell("email");
        if (typed.Length == 0) Refuse("email", "Required");
        else if (typed.Length > Limits.Email) Refuse("email", "TooLong", $"{Limits.Email}");
        else if (!EmailAddress.TryParse(typed, out var address)) Refuse("email", "NotAnAddress");
        else if (line is { } number && file.FirstWith(address.Key, number) is var first && first != number) Refuse("email", "Duplicate", $"{first}");
        else return address.Address;
        return "";
    }

    string Language(string column, string cell)
    {
        if (cell.Length == 0 || LanguageTag.TryParse(cell, out cell)) return cell;
        Refuse(column, "NotALanguage");
        return "";
    }

    string Zone()
    {
        if (Cell("time zone") is not { Length: > 0 } typed) return "";
        if (ZonedTime.FindZone(typed) is { } zone) return zone.Id;
        Refuse("time zone", "NotAZone");
        return "";
    }

    string Cell(string column) => CsvCell.Read(cells.GetValueOrDefault(column, ""));

    void Refuse(string column, string reason, params string[] arguments)
    {
        isBroken = true;
        file.Refused(new FieldError(field.Length > 0 ? field : column, reason, line, [.. arguments]) { Column = field.Length > 0 ? column : null });
    }
}
