using static Campaigns.Tests.Life.Launches;

namespace Campaigns.Tests.Life;

public sealed class LaunchReaderTests
{
    [Fact]
    public void AcceptsAGoodLaunchWithItsDefaults()
    {
        var draft = Read().Value;

        Assert.Equal("Let him enter", draft.Title);
        Assert.Equal("PT6H", draft.Window);
        Assert.Equal("UTC", draft.TimeZone);
        Assert.Null(draft.OpensAt);
        Assert.Equal((SignatoryRule.Organisations, VettingRule.None, ApprovalRule.Automatic), (draft.Signatories, draft.Vetting, draft.Approval));
        Assert.Equal(["50%", "PT1H"], draft.Reminders);
        Assert.Equal(new Addressee(1, "Minister", "Ministry of Foreign Affairs", "AT", "minister@example.org", "de", "Dear Minister"), draft.Addressees[0]);
        Assert.Equal(new Invitation(2, "Other House", "PL", "Jan Example", "jan@example.org", "en"), draft.Invitations[1]);
    }

    [Theory]
    [InlineData("title", null, "title Required")]
    [InlineData("title", "   ", "title Required")]
    [InlineData("title", "Free them\r\nBcc: all@example.org", "title ControlCharacters")]
    [InlineData("title", "Free\u2028them", "title ControlCharacters")]
    [InlineData("language", null, "language Required")]
    [InlineData("language", "xx", "language NotALanguage")]
    [InlineData("language", "english", "language NotALanguage")]
    [InlineData("language", "en-US-x-evil", "language NotALanguage")]
    [InlineData("language", "../en", "language NotALanguage")]
    [InlineData("statement", null, "statement Required")]
    [InlineData("statement", " \n ", "statement Required")]
    [InlineData("statement", "zero \0 byte", "statement ControlCharacters")]
    [InlineData("statement.zz", "Text", "statement.zz NotALanguage")]
    [InlineData("statement.", "Text", "statement. NotALanguage")]
    [InlineData("statement.EN", "Text", "statement.EN GivenTwice")]
    [InlineData("window", null, "window Required")]
    [InlineData("window", "six hours", "window NotADuration")]
    [InlineData("window", "PT0S", "window NotADuration")]
    [InlineData("window", "-PT6H", "window NotADuration")]
    [InlineData("window", "P1DT-6H", "window NotADuration")]
    [InlineData("window", "P3Y1D", "window TooFarAhead(3)")]
    [InlineData("window", "P99999999999999999999Y", "window NotADuration")]
    [InlineData("window", "P9999Y", "window TooFarAhead(3)")]
    [InlineData("closesAt", "2026-03-03T10:00Z", "window OneOf(closesAt)")]
    [InlineData("timeZone", "Mars/Olympus", "timeZone NotAZone")]
    [InlineData("timeZone", "europe/vienna", "timeZone NotAZone")]
    [InlineData("opensAt", "tomorrow", "opensAt NotADate")]
    [InlineData("opensAt", "2026-02-30T10:00Z", "opensAt NotADate")]
    [InlineData("opensAt", "2026-03-02T08:58:00Z", "opensAt InThePast")]
    [InlineData("opensAt", "2029-03-03T10:00Z", "opensAt TooFarAhead(3)")]
    [InlineData("opensAt", "2026-03-05T10:00", "timeZone Required")]
    [InlineData("embargoUntil", "2026-03-01T10:00Z", "embargoUntil InThePast")]
    [InlineData("embargoUntil", "later", "embargoUntil NotADate")]
    [InlineData("embargoUntil", "9999-12-31T23:59-12:00", "embargoUntil NotADate")]
    [InlineData("signatories", "everybody", "signatories NotOneOf(organisations, individuals, both)")]
    [InlineData("vetting", "Coordinator", "vetting NotOneOf(none, coordinator, uninvited)")]
    [InlineData("approval", "<script>", "approval NotOneOf(automatic, always, below-threshold)")]
    [InlineData("minimumSignatures", "0", "minimumSignatures NotANumber(1|1000000)")]
    [InlineData("minimumSignatures", "-3", "minimumSignatures NotANumber(1|1000000)")]
    [InlineData("minimumSignatures", "99999999999999", "minimumSignatures NotANumber(1|1000000)")]
    [InlineData("minimumCountries", "ten", "minimumCountries NotANumber(1|250)")]
    [InlineData("coordinator", null, "coordinator Required")]
    [InlineData("coordinator", "nobody", "coordinator NotAnAddress")]
    [InlineData("coordinator", "a@example.org\r\nBcc: b@example.org", "coordinator NotAnAddress")]
    [InlineData("reminders", "50%, 50 %", "reminders:2 Duplicate(1)")]
    [InlineData("reminders", "PT60M\nPT1H", "reminders:2 Duplicate(1)")]
    [InlineData("reminders", "0%", "reminders:1 NotAReminder")]
    [InlineData("reminders", "100%", "reminders:1 NotAReminder")]
    [InlineData("reminders", "soon", "reminders:1 NotAReminder")]
    [InlineData("reminders", "PT6H", "reminders:1 BeforeOpening")]
    [InlineData("reminders", "1%,2%,3%,4%,5%,6%,7%,8%,9%,10%,11%", "reminders TooMany(10)")]
    public void NamesTheFieldAndTheReason(string field, string? value, string expected) =>
        Assert.Equal(expected, Said(Read((field, value))));

    [Fact]
    public void RefusesHalfCharacters()
    {
        Assert.Equal("title ControlCharacters", Said(Read(("title", "half " + (char)0xD800))));
        Assert.Equal("statement ControlCharacters", Said(Read(("statement", "half " + (char)0xDC00))));
    }

    [Fact]
    public void NamesTheLimitOfWhatIsTooLong()
    {
        Assert.Equal("title TooLong(200)", Said(Read(("title", new string('a', 201)))));
        Assert.Equal("statement TooLarge(30000)", Said(Read(("statement", new string('д', 15_001)))));
        Assert.Equal("coordinator TooLong(254)", Said(Read(("coordinator", new string('a', 250) + "@example.org"))));
        Assert.True(Read(("title", new string('a', 200)), ("statement", new string('д', 15_000))).IsValid);
    }

    [Fact]
    public void ReportsEverythingAtOnce()
    {
        var result = Read(("title", null), ("language", "xx"), ("window", "x"), ("reminders", "x"), ("coordinator", "x"), ("addressees", "x"));

        Assert.Equal(["title", "language", "window", "addressees", "reminders", "coordinator"], result.Errors.Select(error => error.Field));
    }

    [Fact]
    public void TakesFurtherLanguagesAndNormalisesTexts()
    {
        var draft = Read(("statement", " Caf\u0065\u0301\r\nnoir "), ("statement.FR", "Texte"), ("statement.sr-latn", "Tekst"), ("statement.ru", " ")).Value;

        Assert.Equal(["en", "fr", "sr-Latn"], draft.Texts.Keys);
        Assert.Equal("Caf\u00e9\nnoir", draft.Texts["en"]);
    }

    [Fact]
    public void IgnoresAFormsOtherInputs() => Assert.True(Read(("__token", "x"), ("launchKey", "y")).IsValid);

    [Fact]
    public void NeedsNoAddressees() => Assert.Empty(Read(("addressees", null), ("invitations", "")).Value.Addressees);

    [Fact]
    public void InvitesNoOrganisationsWhereOnlyIndividualsSign() =>
        Assert.Equal("invitations NotAllowedHere", Said(Read(("signatories", "individuals"))));
}
