using System.Collections.Immutable;

namespace Campaigns.Networks.Offices;

/// <summary>
/// A directory of offices as CSV (<see cref="CsvTable"/>), a line for each language in which an office is addressed.
/// Columns: <c>kind</c>, <c>office</c>, <c>body</c>, <c>country</c>, <c>email</c>, <c>language</c> and <c>salutation</c> are required;
/// <c>alternates</c> and <c>copies</c> (addresses with <c>|</c> between), <c>closing</c>, <c>group</c>, <c>notes</c>.
/// </summary>
/// <remarks>Lines of one office (name, body and country) are put together.</remarks>
public static class OfficeCsv
{
    public static readonly ImmutableArray<string> Columns =
        ["kind", "office", "body", "country", "email", "alternates", "copies", "language", "salutation", "closing", "group", "notes"];

    /// <summary>The kinds as they are written in files, fields and JSON.</summary>
    public static readonly ImmutableArray<(string Name, OfficeKind Value)> Kinds =
    [
        ("government", OfficeKind.Government), ("ministry", OfficeKind.Ministry), ("head-of-state", OfficeKind.HeadOfState), ("parliament", OfficeKind.Parliament),
        ("permanent-mission", OfficeKind.PermanentMission), ("embassy", OfficeKind.Embassy), ("international-body", OfficeKind.InternationalBody),
        ("donor", OfficeKind.Donor), ("press", OfficeKind.Press),
    ];

    static readonly CsvTable Table = new(Columns, ["kind", "office", "body", "country", "email", "language", "salutation"], Limits.Offices * OfficeRow.MostForms);

    public static string Word(OfficeKind kind) => Kinds.First(one => one.Value == kind).Name;

    /// <returns>The good lines, and what is wrong with the others: each by its number in the file, counted from 1, and its column.</returns>
    public static CsvFile<OfficeLine> Read(string text)
    {
        var file = new CsvFile<OfficeLine>();
        Table.Read(text, file, (line, cells) => new OfficeRow(file, CsvTable.Field, line, cells).Read());
        return file;
    }

    public static string Write(IEnumerable<Office> offices) => Table.Write(
        from one in offices
        from form in one.Forms
        select (string[])
        [
            Word(one.Kind), one.Name, one.Body, one.Country, one.Email, string.Join('|', one.Alternates), string.Join('|', one.Copies),
            form.Language, form.Salutation, form.Closing, one.Group, one.Notes,
        ]);
}

/// <summary>A good line: an office with one form of address.</summary>
public sealed record OfficeLine(int Line, Office Office);
