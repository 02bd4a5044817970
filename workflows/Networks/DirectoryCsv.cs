using System.Collections.Immutable;
using System.Text;
using Campaigns.Checks;
using CsvHelper;

namespace Campaigns.Networks;

/// <summary>
/// A directory as CSV: a header line, then a line for each representative (RFC 4180; comma, semicolon or tab, whichever the header uses).
/// Columns, in any order: <c>organisation</c> and <c>country</c> are required; <c>other names</c>, <c>languages</c>, <c>tags</c> (each a
/// list with <c>|</c> between), <c>representative</c>, <c>email</c>, <c>language</c>, <c>time zone</c>, <c>phone</c>.
/// </summary>
/// <remarks>Lines of one organisation (name and country) are put together. Line breaks inside quotes are not taken, so that one
/// forgotten quote spoils its own line and no other.</remarks>
public static class DirectoryCsv
{
    public static readonly ImmutableArray<string> Columns =
        ["organisation", "other names", "country", "languages", "tags", "representative", "email", "language", "time zone", "phone"];

    static readonly ImmutableArray<string> Required = ["organisation", "country", "email"];

    const string Field = "csv";

    /// <returns>The good lines, and what is wrong with the others: each by its number in the file, counted from 1, and its column.</returns>
    public static DirectoryFile Read(string text)
    {
        var file = new DirectoryFile();
        text = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        var header = text.Split('\n', 2)[0];
        if (string.IsNullOrWhiteSpace(header)) return file.Refused(new FieldError(Field, "Required"));
        var separator = header.Contains('\t', StringComparison.Ordinal) ? '\t' : header.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        string[] names = [.. header.Split(separator).Select(Name)];
        foreach (var missing in Required.Except(names)) file.Refused(FieldError.At(1, Field, "Required") with { Column = missing });
        foreach (var (name, index) in names.Select((name, index) => (name, index)))
            if (!Columns.Contains(name)) file.Refused(FieldError.At(1, Field, "Unknown") with { Column = Shown(name) });
            else if (Array.IndexOf(names, name) != index) file.Refused(FieldError.At(1, Field, "GivenTwice") with { Column = name });
        return file.Errors.Count > 0 ? file : ReadLines(file, text, separator, names);
    }

    static DirectoryFile ReadLines(DirectoryFile file, string text, char separator, string[] names)
    {
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            AllowLineBreaksInQuotes = false,
            SkipEmptyLines = true,
            TrackLineNumbers = true,
            TrimWhitespace = true,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = broken => file.Refused(FieldError.At((int)broken.LineNumber, Field, "BrokenQuotes")),
        });
        var lines = 0;
        while (reader.Read())
        {
            var (line, count) = ((int)reader.LineNumber, reader.FieldCount);
            if (line == 1 || (count == 1 && reader.GetString(0).Length == 0)) continue;
            if (++lines > Limits.Organisations) return file.Refused(new FieldError(Field, "TooMany", $"{Limits.Organisations}"));
            if (count != names.Length) file.Refused(FieldError.At(line, Field, "Columns", $"{names.Length}", $"{count}"));
            else new DirectoryRow(file, Field, line, names.Select((name, index) => (name, reader.GetString(index))).ToDictionary()).Read();
        }
        return file;
    }

    static string Name(string column) => column.Trim().Trim('"').Trim().ToLowerInvariant();

    static string Shown(string name)
    {
        var shown = SingleLine.Read(name, Limits.Name, required: false, out var error);
        return error is null ? shown : "?";
    }

    /// <summary>The directory in the same form, so that it can be imported again. An apostrophe keeps spreadsheets from calculating what looks like a
    /// formula; reading takes it off.</summary>
    public static string Write(IEnumerable<Organisation> organisations)
    {
        var csv = new StringBuilder().AppendJoin(',', Columns).Append("\r\n");
        foreach (var one in organisations)
            foreach (var person in one.Representatives.DefaultIfEmpty(new("", "", "", "")))
                csv.AppendJoin(',', new[]
                {
                    one.Name, string.Join('|', one.Names.Skip(1)), one.Country, string.Join('|', one.Languages), string.Join('|', one.Tags),
                    person.Name, person.Email, person.Language, person.TimeZone, person.Phone,
                }.Select(CsvCell.Write)).Append("\r\n");
        return csv.ToString();
    }
}

/// <summary>What was read of a file: the good lines, and the errors of the others.</summary>
public sealed class DirectoryFile
{
    readonly List<FieldError> errors = [];
    readonly List<DirectoryLine> lines = [];
    readonly Dictionary<string, int> addresses = new(StringComparer.Ordinal);

    public IReadOnlyList<DirectoryLine> Lines => lines;

    /// <summary>By line.</summary>
    public IReadOnlyList<FieldError> Errors => [.. errors.OrderBy(error => error.Line)];

    public int BrokenLines => errors.Select(error => error.Line).Distinct().Count();

    internal DirectoryFile Refused(FieldError error)
    {
        errors.Add(error);
        return this;
    }

    internal void Take(DirectoryLine line) => lines.Add(line);

    /// <summary>The line that had the address first; this one when it is new.</summary>
    internal int FirstWith(string addressKey, int line) => addresses.TryAdd(addressKey, line) ? line : addresses[addressKey];
}

/// <summary>A good line: an organisation with one representative.</summary>
public sealed record DirectoryLine(int Line, Organisation Organisation);
