using System.Collections.Immutable;

namespace Campaigns.Networks;

/// <summary>
/// A directory as CSV (<see cref="CsvTable"/>), a line for each representative.
/// Columns: <c>organisation</c> and <c>country</c> are required; <c>other names</c>, <c>languages</c>, <c>tags</c> (each a
/// list with <c>|</c> between), <c>representative</c>, <c>email</c>, <c>language</c>, <c>time zone</c>.
/// </summary>
/// <remarks>Lines of one organisation (name and country) are put together.</remarks>
public static class DirectoryCsv
{
    public static readonly ImmutableArray<string> Columns =
        ["organisation", "other names", "country", "languages", "tags", "representative", "email", "language", "time zone"];

    static readonly CsvTable Table = new(Columns, ["organisation", "country", "email"], Limits.Organisations);

    /// <returns>The good lines, and what is wrong with the others: each by its number in the file, counted from 1, and its column.</returns>
    public static DirectoryFile Read(string text)
    {
        var file = new DirectoryFile();
        Table.Read(text, file, (line, cells) => new DirectoryRow(file, CsvTable.Field, line, cells).Read());
        return file;
    }

    public static string Write(IEnumerable<Organisation> organisations) => Table.Write(
        from one in organisations
        from person in one.Representatives.DefaultIfEmpty(new("", "", "", ""))
        select (string[])
        [
            one.Name, string.Join('|', one.Names.Skip(1)), one.Country, string.Join('|', one.Languages), string.Join('|', one.Tags),
            person.Name, person.Email, person.Language, person.TimeZone,
        ]);
}

/// <summary>What was read of a file of organisations.</summary>
public sealed class DirectoryFile : CsvFile<DirectoryLine>;

/// <summary>A good line: an organisation with one representative.</summary>
public sealed record DirectoryLine(int Line, Organisation Organisation);
