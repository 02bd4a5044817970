using Campaigns.Tests.Life;

namespace Campaigns.Tests.Launch;

/// <summary>What a launch says of its letters: closings, groups, further addresses, cover paragraphs, the letterhead.</summary>
public sealed class LaunchLettersTests
{
    const string Full = "Ambassador; Embassy; NO; a@example.org; no; Excellency,; Yours; Embassies; b@example.org|C@example.org; copy@example.org";

    [Fact]
    public void A_line_may_have_more_and_is_written_as_it_is_read()
    {
        var to = Assert.Single(Launches.Read(("addressees", Full)).Value.Addressees);
        Assert.Equal(("Yours", "Embassies"), (to.Closing, to.Group));
        Assert.Equal(["b@example.org", "C@example.org"], to.Alternates!.Value);
        Assert.Equal(["copy@example.org"], to.Copies!.Value);
        Assert.Equal(Full, AddresseeLine.Write(to));
    }

    [Theory]
    [InlineData("O; B; NO; a@example.org; no", "addressees:1 Columns(6|5)")]
    [InlineData("O; B; NO; a@example.org; no; Dear; c; g; b@example.org; c@example.org; more", "addressees:1 Columns(10|11)")]
    [InlineData("O; B; NO; a@example.org; no; Dear; c; g; nobody", "addressees:1.alternates NotAnAddress")]
    [InlineData("O; B; NO; a@example.org; no; Dear; c; g; ; b1@x.org|b2@x.org|b3@x.org|b4@x.org|b5@x.org|b6@x.org", "addressees:1.copies TooMany(5)")]
    [InlineData("O; B; NO; a@example.org; no; Dear; <c>", "addressees:1.closing Markup")]
    public void What_is_wrong_with_more_is_said(string line, string said) => Assert.Equal(said, Launches.Said(Launches.Read(("addressees", line))));

    [Fact]
    public void The_main_address_is_no_alternate_of_itself_and_nothing_is_twice()
    {
        var to = Assert.Single(Launches.Read(("addressees", "O; B; NO; a@example.org; no; Dear; ; ; a@example.org|b@example.org|b@example.org; a@example.org")).Value.Addressees);
        Assert.Equal(["b@example.org"], to.Alternates!.Value);
        Assert.Null(to.Copies);
        Assert.Null(to.Closing);
    }

    [Fact]
    public void A_cover_is_the_rest_of_its_line()
    {
        var draft = Launches.Read(("addressees", Full), ("covers", "embassies; fr; Un mot; \"deux\" mots.\n; ; To all others.")).Value;
        Assert.Equal([new("embassies", "fr", "Un mot; \"deux\" mots."), new("", "en", "To all others.")], draft.Covers!.Value);
        Assert.Equal("embassies; fr; Un mot; \"deux\" mots.", LaunchCovers.Write(draft.Covers!.Value[0]));
    }

    [Theory]
    [InlineData("Donors; en; Text", "covers:1.group Unknown")]
    [InlineData("Embassies; xx; Text", "covers:1.language NotALanguage")]
    [InlineData("Embassies; en; ", "covers:1.text Required")]
    [InlineData("Embassies; en", "covers:1 Columns(3|2)")]
    [InlineData("Embassies; en; One\n\nEMBASSIES; en; Two", "covers:3.group Duplicate(1)")]
    public void A_cover_that_would_reach_nobody_or_two_is_refused(string covers, string said) =>
        Assert.Equal(said, Launches.Said(Launches.Read(("addressees", Full), ("covers", covers))));

    [Fact]
    public void A_cover_has_its_limits()
    {
        Assert.Equal($"covers:1.text TooLong({Limits.Cover})", Launches.Said(Launches.Read(("covers", "; en; " + new string('c', Limits.Cover + 1)))));
        string Many(int count) => string.Join('\n', Enumerable.Range(0, count).Select(n => $"; en-{Checks.Country.All[n]}; Text"));
        Assert.Equal("", Launches.Said(Launches.Read(("covers", Many(Limits.Covers)))));
        Assert.Equal($"covers TooMany({Limits.Covers})", Launches.Said(Launches.Read(("covers", Many(Limits.Covers + 1)))));
    }

    [Theory]
    [InlineData("", "1 Street", "letterhead Required")]
    [InlineData("<b>", "", "letterhead Markup")]
    [InlineData("Network", "1\n2\n3\n4\n5\n6\n7", "letterheadContact TooMany(6)")]
    public void A_letterhead_that_cannot_stand_is_refused(string name, string contact, string said) =>
        Assert.Equal(said, Launches.Said(Launches.Read(("letterhead", name), ("letterheadContact", contact))));

    [Fact]
    public void Without_any_of_it_a_draft_is_stored_as_before()
    {
        var json = System.Text.Json.JsonSerializer.Serialize(Launches.Read(("letterhead", " "), ("covers", "\n")).Value);
        foreach (var name in new[] { "Covers", "Letterhead", "Closing", "Group", "Alternates", "Copies" }) Assert.DoesNotContain($"\"{name}\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void The_paragraph_is_the_groups_then_everybodys_in_the_language_of_the_addressee_or_the_text()
    {
        var embassy = new Addressee(1, "O", "B", "NO", "a@example.org", "no", "Dear") { Group = "EMBASSIES" };
        Cover[] covers = [new("Embassies", "fr", "1"), new("Embassies", "en", "2"), new("", "no", "3"), new("", "en", "4")];
        Assert.Equal("2", Cover.For(embassy, covers, "no", "en")!.Text);
        Assert.Equal("1", Cover.For(embassy, covers, "no", "ru")!.Text);
        Assert.Equal("3", Cover.For(embassy with { Group = null }, covers, "no", "en")!.Text);
        Assert.Equal("4", Cover.For(embassy with { Group = "Press" }, covers, "de", "en")!.Text);
        Assert.Null(Cover.For(embassy with { Group = "Press" }, covers[..2], "en"));
    }
}
