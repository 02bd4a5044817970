using Campaigns.Networks;

namespace Campaigns.Tests.Directories;

public sealed class DirectoryCsvTests
{
    const string Header = "organisation;other names;country;languages;tags;representative;email;language;time zone\n";

    /// <summary>A line of each kind that cannot be taken, with what is said of it.</summary>
    public static readonly (string Line, string Said)[] Broken =
    [
        ("Only three;;NO", "Columns(9|3)"),
        ("\"Never closed;;NO;;;Kari;quote@example.org;;", "BrokenQuotes"),
        (";;NO;;;Kari;nameless@example.org;;", "organisation Required"),
        (new string('o', Limits.Name + 1) + ";;NO;;;Kari;long@example.org;;", "organisation TooLong(200)"),
        ("Bell\a House;;NO;;;Kari;bell@example.org;;", "organisation ControlCharacters"),
        ("<b>House</b>;;NO;;;Kari;markup@example.org;;", "organisation Markup"),
        ("Lost \uFFFD House;;NO;;;Kari;lost@example.org;;", "organisation Unreadable"),
        ("No Country;;;;;Kari;nowhere@example.org;;", "country Required"),
        ("Far Away;;XX;;;Kari;far@example.org;;", "country NotACountry"),
        ("No Address;;NO;;;Kari;;;", "email Required"),
        ("Half Address;;NO;;;Kari;kari@;;", "email NotAnAddress"),
        ("Long Address;;NO;;;Kari;" + new string('a', Limits.Email) + "@example.org;;", "email TooLong(254)"),
        ("Twice;;NO;;;Kari;KARI1@example.org;;", "email Duplicate(2)"),
        ("Wrong Language;;NO;;;Kari;tongue@example.org;klingon;", "language NotALanguage"),
        ("Wrong Zone;;NO;;;Kari;zone@example.org;;Europe/Nowhere", "time zone NotAZone"),
    ];

    /// <summary>A hundred lines, fifteen of them broken in fifteen ways, here and there among the good ones.</summary>
    public static string Hundred()
    {
        var good = Enumerable.Range(1, 100 - Broken.Length).Select(n => $"Committee {n};Комитет {n};NO;en|no;east|north;Kari Example {n};kari{n}@example.org;en;Europe/Oslo").ToList();
        for (var i = 0; i < Broken.Length; i++) good.Insert((i + 1) * 6, Broken[i].Line);
        return Header + string.Join('\n', good) + "\n";
    }

    [Fact]
    public void Of_a_hundred_lines_fifteen_are_broken_in_fifteen_ways_and_each_is_named()
    {
        var text = Hundred();
        var file = DirectoryCsv.Read(text);
        Assert.Equal((85, 15), (file.Lines.Count, file.BrokenLines));
        var lines = text.Split('\n').ToList();
        Assert.Equal(
            Broken.Select(one => $"{lines.IndexOf(one.Line) + 1} {one.Said}"),
            file.Errors.Select(error => $"{error.Line} {(error.Column is null ? "" : error.Column + " ")}{error.Reason}{(error.Arguments.IsEmpty ? "" : $"({string.Join('|', error.Arguments)})")}"));
        Assert.Equal(15, file.Errors.Select(error => (error.Column, error.Reason)).Distinct().Count());
    }

    [Theory]
    [InlineData("organisation,country,email\nHouse,NO,a@example.org")]
    [InlineData("\uFEFFOrganisation;Country;Email\r\nHouse;no;a@example.org\r\n")]
    [InlineData("email\tcountry\torganisation\na@example.org\tNO\tHouse\n\n")]
    [InlineData("\"organisation\",\"country\",\"email\"\n\"House\",\"NO\",\"a@example.org\"")]
    public void Files_of_several_spreadsheets_are_read_alike(string text)
    {
        var file = DirectoryCsv.Read(text);
        Assert.Empty(file.Errors);
        var one = Assert.Single(file.Lines).Organisation;
        Assert.Equal(("House", "NO", "a@example.org"), (one.Name, one.Country, one.Representatives[0].Email));
    }

    [Theory]
    [InlineData("", "Required")]
    [InlineData("organisation;email\nx;y", "country Required")]
    [InlineData("organisation;country;email;shoe size", "shoe size Unknown")]
    [InlineData("organisation;country;email;email", "email GivenTwice")]
    public void A_header_that_is_none_is_told(string text, string said) =>
        Assert.Contains(said, DirectoryCsv.Read(text).Errors.Select(error => $"{error.Column} {error.Reason}".Trim()));

    [Fact]
    public void What_is_exported_is_safe_in_a_spreadsheet_and_can_be_imported_again()
    {
        Organisation[] directory =
        [
            new("1", ["=HYPERLINK(\"x\")", "Комитет", "@home"], "NO", ["no", "en"], ["+tag", "-other"], [new("'Kari; \"K\"", "=kari@example.org", "no", "Europe/Oslo"), new("Second", "b@example.org", "", "")]),
            new("2", ["Nobody's House"], "PL", [], [], []),
        ];
        var csv = DirectoryCsv.Write(directory);
        foreach (var cell in csv.Split("\r\n").Skip(1).SelectMany(line => line.Split(',')))
            Assert.DoesNotContain(cell.TrimStart('"').FirstOrDefault('x'), "=+-@");

        var file = DirectoryCsv.Read(csv.Replace("Nobody's House\",,PL,,,,", "Nobody's House\",,PL,,,,c@example.org", StringComparison.Ordinal));
        Assert.Empty(file.Errors);
        var plan = DirectoryImport.Plan([], file.Lines);
        Assert.Equal(2, plan.Count);
        var again = plan[0].After;
        Assert.Equal(directory[0].Names, again.Names);
        Assert.Equal(directory[0].Tags, again.Tags);
        Assert.Equal(directory[0].Representatives, again.Representatives);
    }

    [Fact]
    public void An_import_adds_and_changes_and_removes_nothing()
    {
        Organisation[] directory = [new("id1", ["Sample Committee", "Комитет"], "NO", ["no"], ["east"], [new("Kari", "kari@example.org", "no", "Europe/Oslo")])];
        var file = DirectoryCsv.Read(Header
            + "комитет;;NO;;;;kari@example.org;;America/Toronto\n" // by its other name; an empty cell changes nothing
            + "Sample Committee;;NO;;;Ola;ola@example.org;;\n"
            + "Sample Committee;;SE;;;Eva;eva@example.org;;\n"); // another country: another organisation
        Assert.Empty(file.Errors);
        var plan = DirectoryImport.Plan(directory, file.Lines);
        Assert.Equal([false, true], plan.Select(change => change.IsNew));
        var changed = plan[0].After;
        Assert.Equal(("id1", "Kari", "America/Toronto", "ola@example.org"), (changed.Id, changed.Representatives[0].Name, changed.Representatives[0].TimeZone, changed.Representatives[1].Email));
        Assert.Equal(["no"], changed.Languages);
        Assert.Equal(["representatives"], plan[0].Changes.Select(change => change.Column).Where(column => column != "names"));

        var same = DirectoryCsv.Read(Header + "Sample Committee;;NO;;;;kari@example.org;;\n");
        Assert.True(DirectoryImport.Plan(directory, same.Lines).Single() is { IsNew: false, IsChanged: false });
    }
}
