using System.Collections.Immutable;
using Campaigns.Checks;

namespace Campaigns.Networks;

/// <summary>The cells of one line, by column. What is wrong is told with line and column; a line with an error is not taken.</summary>
/// <param name="field">The field that the line stands in; empty: each column is a field of a form.</param>
abstract class CsvCells(CsvErrors errors, string field, int? line, IReadOnlyDictionary<string, string> cells)
{
    protected bool IsBroken { get; private set; }

    /// <summary>Of the line, from 1; null for a form.</summary>
    protected int? Number => line;

    protected string Line(string column, string cell, bool required = false, int limit = Limits.Name)
    {
        var read = SingleLine.Read(cell, limit, required, out var reason);
        if (reason is not null) Refuse(column, reason, reason == "TooLong" ? [$"{limit}"] : []);
        return read;
    }

    /// <summary>The parts of a cell, without those that are there twice.</summary>
    protected ImmutableArray<string> List(string column, int most, Func<string, string> read)
    {
        string[] parts = Cell(column).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length <= most) return [.. parts.Select(read).Distinct()];
        Refuse(column, "TooMany", $"{most}");
        return [];
    }

    protected string Country()
    {
        if (Checks.Country.TryParse(Cell("country"), out var code)) return code;
        Refuse("country", Cell("country").Length == 0 ? "Required" : "NotACountry");
        return "";
    }

    /// <summary>The default where the cell holds no address, which is told.</summary>
    protected EmailAddress Email(string column, string typed)
    {
        if (typed.Length == 0) Refuse(column, "Required");
        else if (typed.Length > Limits.Email) Refuse(column, "TooLong", $"{Limits.Email}");
        else if (!EmailAddress.TryParse(typed, out var address)) Refuse(column, "NotAnAddress");
        else return address;
        return default;
    }

    protected string Language(string column, string cell)
    {
        if (cell.Length == 0 || LanguageTag.TryParse(cell, out cell)) return cell;
        Refuse(column, "NotALanguage");
        return "";
    }

    /// <summary>Without the apostrophe that the export puts before what looks like a formula.</summary>
    protected string Cell(string column)
    {
        var cell = cells.GetValueOrDefault(column, "").Trim();
        return cell is ['\'', '=' or '+' or '-' or '@' or '\'', ..] ? cell[1..] : cell;
    }

    protected void Refuse(string column, string reason, params string[] arguments)
    {
        IsBroken = true;
        errors.Refuse(new FieldError(field.Length > 0 ? field : column, reason, line, [.. arguments]) { Column = field.Length > 0 ? column : null });
    }
}
