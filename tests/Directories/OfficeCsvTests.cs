using Campaigns.Networks.Offices;

namespace Campaigns.Tests.Directories;

public sealed class OfficeCsvTests
{
    const string Header = "kind;office;body;country;email;alternates;copies;language;salutation;closing;group;notes\n";

    public static TheoryData<string, string> Broken() => new()
    {
        { "embassy;Only four;Body;NO", "Columns(12|4)" },
        { "\"embassy;Open;Body;NO;q@example.org;;;en;Dear;;;", "BrokenQuotes" },
        { "castle;Office;Body;NO;a@example.org;;;en;Dear;;;", "kind NotOneOf(government, ministry, head-of-state, parliament, permanent-mission, embassy, international-body, donor, press)" },
        { ";Office;Body;NO;a@example.org;;;en;Dear;;;", "kind Required" },
        { "embassy;;Body;NO;a@example.org;;;en;Dear;;;", "office Required" },
        { "embassy;Office;;NO;a@example.org;;;en;Dear;;;", "body Required" },
        { "embassy;Office;Body;XX;a@example.org;;;en;Dear;;;", "country NotACountry" },
        { "embassy;Office;Body;NO;;;;en;Dear;;;", "email Required" },
        { "embassy;Office;Body;NO;FIRST@example.org;;;en;Dear;;;", "email Duplicate(2)" },
        { "embassy;Office;Body;NO;a@example.org;b@;;en;Dear;;;", "alternates NotAnAddress" },
        { "embassy;Office;Body;NO;a@example.org;;c;en;Dear;;;", "copies NotAnAddress" },
        { "embassy;Office;Body;NO;a@example.org;b1@x.org|b2@x.org|b3@x.org|b4@x.org|b5@x.org|b6@x.org;;en;Dear;;;", "alternates TooMany(5)" },
        { "embassy;Office;Body;NO;a@example.org;;;;Dear;;;", "language Required" },
        { "embassy;Office;Body;NO;a@example.org;;;klingon;Dear;;;", "language NotALanguage" },
        { "embassy;Office;Body;NO;a@example.org;;;en;;;;", "salutation Required" },
        { "embassy;Office;Body;NO;a@example.org;;;en;Dear;<b>;;", "closing Markup" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_line_that_cannot_be_taken_is_named_and_the_others_are_kept(string line, string said)
    {
        var file = OfficeCsv.Read($"{Header}embassy;First;Body;NO;first@example.org;;;en;Dear;;;\n{line}\nembassy;Last;Body;NO;last@example.org;;;en;Dear;;;\n");
        var error = Assert.Single(file.Errors);
        Assert.Equal($"3 {said}", $"{error.Line} {(error.Column is null ? "" : error.Column + " ")}{error.Reason}{(error.Arguments.IsEmpty ? "" : $"({string.Join('|', error.Arguments)})")}");
        Assert.Equal(["First", "Last"], file.Lines.Select(one => one.Office.Name));
    }

    [Fact]
    public void Lines_of_one_office_are_put_together_and_what_is_exported_can_be_imported_again()
    {
        var plan = OfficeImport.Plan([], OfficeCsv.Read(Header
            + "Head of state;=The President;\"Office; of the President\";GE;p@example.org;p2@example.org|p3@example.org;copy@example.org;ka;თქვენო აღმატებულებავ,;ღრმა პატივისცემით;Heads;call first\n"
            + "head-of-state;the president;Office of the President;GE;p@example.org;;;en;Excellency,;;;\n").Lines);
        var office = Assert.Single(plan).After;
        Assert.Equal((OfficeKind.HeadOfState, "=The President", "Heads", "call first"), (office.Kind, office.Name, office.Group, office.Notes));
        Assert.Equal([new("ka", "თქვენო აღმატებულებავ,", "ღრმა პატივისცემით"), new("en", "Excellency,", "")], office.Forms);
        Assert.Equal(["p2@example.org", "p3@example.org"], office.Alternates);

        var csv = OfficeCsv.Write([office]);
        Assert.Contains("\"'=The President\"", csv, StringComparison.Ordinal); // no spreadsheet calculates it
        var again = Assert.Single(OfficeImport.Plan([office], OfficeCsv.Read(csv).Lines));
        Assert.True(again is { IsNew: false, IsChanged: false }, string.Join(", ", again.Changes));
    }

    [Fact]
    public void An_import_changes_what_the_line_says_and_leaves_what_it_does_not()
    {
        Office before = new("id", OfficeKind.Ministry, "Minister", "Ministry", "AT", "old@example.org", ["alt@example.org"], [], [new("de", "Exzellenz,", "Hochachtungsvoll")], "Ministries", "note");
        var change = Assert.Single(OfficeImport.Plan([before], OfficeCsv.Read("kind,office,body,country,email,language,salutation\nministry,MINISTER,Ministry,at,new@example.org,de,\"Frau Minister,\"").Lines));
        Assert.Equal([("email", "old@example.org", "new@example.org"), ("forms", "de; Exzellenz,; Hochachtungsvoll", "de; Frau Minister,; Hochachtungsvoll")], change.Changes);
        Assert.Equal(("id", "alt@example.org", "note"), (change.After.Id, Assert.Single(change.After.Alternates), change.After.Notes));
    }

    [Theory]
    [InlineData("participating-states", 57, 12)]
    [InlineData("un-session", 47, 4)]
    [InlineData("eu-institutions", 12, 1)]
    public void Presets_are_whole_and_no_real_address_is_in_them(string preset, int offices, int languages)
    {
        var missing = OfficePresets.Missing(preset, []);
        Assert.Equal(offices, missing.Count);
        Assert.All(missing, one => Assert.EndsWith("@example.org", one.Email, StringComparison.Ordinal));
        Assert.Equal(offices, missing.Select(one => one.Email).Distinct().Count());
        Assert.All(missing, one => Assert.Contains(one.Forms, form => form.Language == "en"));
        Assert.True(missing.Select(one => one.Forms[0].Language).Distinct().Count() >= languages);
        Assert.Empty(OfficePresets.Missing(preset, missing));
        Assert.Equal(offices - 1, OfficePresets.Missing(preset, [missing[3]]).Count); // what a network has filled in stays
    }

    [Fact]
    public void An_office_is_addressed_in_the_first_of_its_languages_that_there_is_a_text_in()
    {
        Office office = new("id", OfficeKind.Embassy, "Ambassador", "Embassy; \"Vienna\"", "CH", "e@example.org", [], ["c@example.org"], [new("fr", "Excellence,", "Salutations"), new("de", "Exzellenz,", "")], "", "");
        Assert.Equal("fr", office.FormFor([]).Language);
        Assert.Equal("de", office.FormFor(["en", "de"]).Language);
        Assert.Equal("fr", office.FormFor(["ru"]).Language);
        Assert.Equal("Ambassador; \"Embassy; \"\"Vienna\"\"\"; CH; e@example.org; fr; Excellence,; Salutations; ; ; c@example.org", OfficeAddressees.Lines([office], []));
    }
}
