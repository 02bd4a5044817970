using System.Collections.Immutable;
using System.Text;
using Campaigns.Checks;
using CsvHelper;

namespace Campaigns.Networks;

/// <summary>
/// Files of a network's directories: a header line, then an entry a line (RFC 4180; comma, semicolon or tab, whichever the header uses). Columns may
/// stand in any order. Line breaks inside quotes are not taken, so that one forgotten quote spoils its own line and no other.
/// </summary>
/// <param name="columns">Those that there are; what a file has besides is refused.</param>
/// <param name="required">Those that the header must name.</param>
/// <param name="most">Lines that are read.</param>
sealed class CsvTable(ImmutableArray<string> columns, ImmutableArray<string> required, int most)
{
    public const string Field = "csv";

    /// <param name="take">Gets each line that has as many cells as the header, with its number in the file, counted from 1.</param>
    public void Read(string text, CsvErrors errors, Action<int, IReadOnlyDictionary<string, string>> take)
    {
        text = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        var header = text.Split('\n', 2)[0];
        if (string.IsNullOrWhiteSpace(header))
        {
            errors.Refuse(new FieldError(Field, "Required"));
            return;
        }
        var separator = header.Contains('\t', StringComparison.Ordinal) ? '\t' : header.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        string[] names = [.. header.Split(separator).Select(Name)];
        if (IsHeader(names, errors)) ReadLines(text, separator, names, errors, take);
    }

    bool IsHeader(string[] names, CsvErrors errors)
    {
        foreach (var missing in required.Except(names)) errors.Refuse(FieldError.At(1, Field, "Required") with { Column = missing });
        foreach (var (name, index) in names.Select((name, index) => (name, index)))
            if (!columns.Contains(name)) errors.Refuse(FieldError.At(1, Field, "Unknown") with { Column = Shown(name) });
            else if (Array.IndexOf(names, name) != index) errors.Refuse(FieldError.At(1, Field, "GivenTwice") with { Column = name });
        return errors.Errors.Count == 0;
    }

    void ReadLines(string text, char separator, string[] names, CsvErrors errors, Action<int, IReadOnlyDictionary<string, string>> take)
    {
        using var reader = CsvReader.FromText(text, Options(separator, errors));
        var lines = 0;
        while (reader.Read())
        {
            var (line, count) = ((int)reader.LineNumber, reader.FieldCount);
            if (line == 1 || (count == 1 && reader.GetString(0).Length == 0)) continue;
            if (++lines > most)
            {
                errors.Refuse(new FieldError(Field, "TooMany", $"{most}"));
                return;
            }
            if (count != names.Length) errors.Refuse(FieldError.At(line, Field, "Columns", $"{names.Length}", $"{count}"));
            else take(line, names.Select((name, index) => (name, reader.GetString(index))).ToDictionary());
        }
    }

    static CsvReaderOptions Options(char separator, CsvErrors errors) => new()
    {
        Separator = separator,
        HasHeader = false,
        AllowLineBreaksInQuotes = false,
        SkipEmptyLines = true,
        TrackLineNumbers = true,
        TrimWhitespace = true,
        FieldCountMismatch = CsvFieldCountHandling.Allow,
        MalformedData = CsvMalformedDataHandling.Skip,
        OnMalformedRecord = broken => errors.Refuse(FieldError.At((int)broken.LineNumber, Field, "BrokenQuotes")),
    };

    static string Name(string column) => column.Trim().Trim('"').Trim().ToLowerInvariant();

    static string Shown(string name)
    {
        var shown = SingleLine.Read(name, Limits.Name, required: false, out var error);
        return error is null ? shown : "?";
    }

    /// <summary>Rows in the same form, so that they can be read again. An apostrophe keeps spreadsheets from calculating what looks like a
    /// formula; reading takes it off.</summary>
    public string Write(IEnumerable<IEnumerable<string>> rows)
    {
        var csv = new StringBuilder().AppendJoin(',', columns).Append("\r\n");
        foreach (var row in rows) csv.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return csv.ToString();
    }

    static string Cell(string text)
    {
        if (text is ['=' or '+' or '-' or '@' or '\'', ..]) text = "'" + text;
        return text.AsSpan().IndexOfAny(",;\"'") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
