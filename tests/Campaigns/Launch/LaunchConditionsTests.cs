using static Campaigns.Tests.Life.Launches;

namespace Campaigns.Tests.Life;

/// <summary>What is made a condition of the letters, and what happens when it is missed.</summary>
public sealed class LaunchConditionsTests
{
    [Fact]
    public void NothingSaidIsWhatItWasBefore()
    {
        var draft = Read().Value;
        Assert.Equal((null, null, MissedRule.Approval, null), (draft.MustSigns, draft.MaximumObjections, draft.WhenMissed, draft.ExtendBy));
        Assert.Equal(CampaignId.Of("k", draft), CampaignId.Of("k", Read(("whenMissed", "approval"), ("mustSign", " "), ("maximumObjections", ""), ("extendBy", "")).Value));
    }

    [Fact]
    public void AreReadFromFormAndJsonAlike()
    {
        var form = Read(("mustSign", "Sample Committee; NO\n\n\"House; of Examples\"; pl"), ("maximumObjections", "0"), ("whenMissed", "extend"), ("extendBy", "pt60m")).Value;
        var json = ReadJson("""
            {"title": "Let him enter", "language": "en", "statement": "We ask.", "window": "PT6H", "coordinator": "coordinator@example.org", "maximumObjections": 0, "whenMissed": "extend", "extendBy": "PT60M",
             "mustSign": [{"organisation": "Sample Committee", "country": "NO"}, "\"House; of Examples\"; PL"]}
            """).Value;
        foreach (var draft in new[] { form, json })
        {
            Assert.Equal([new(1, "Sample Committee", "NO"), new(2, "House; of Examples", "PL")], draft.MustSigns!.Value);
            Assert.Equal((0, MissedRule.Extend, "PT1H"), (draft.MaximumObjections, draft.WhenMissed, draft.ExtendBy));
        }
    }

    [Theory]
    [InlineData("mustSign", "Sample Committee", "mustSign:1 Columns(2|1)")]
    [InlineData("mustSign", "A; NO; more", "mustSign:1 Columns(2|3)")]
    [InlineData("mustSign", "; NO", "mustSign:1.organisation Required")]
    [InlineData("mustSign", "A; Norway", "mustSign:1.country NotACountry")]
    [InlineData("mustSign", "A; NO\nB; NO\n a!; NO", "mustSign:3.organisation Duplicate(1)")]
    [InlineData("mustSign", "\"A; NO", "mustSign:1 BrokenQuotes")]
    [InlineData("maximumObjections", "-1", "maximumObjections NotANumber(0|1000)")]
    [InlineData("maximumObjections", "few", "maximumObjections NotANumber(0|1000)")]
    [InlineData("whenMissed", "later", "whenMissed NotOneOf(approval, ask, extend, do-not-send)")]
    [InlineData("whenMissed", "do-not-send", "whenMissed NeedsCondition")]
    [InlineData("extendBy", "P1D", "extendBy OnlyWhenExtended")]
    public void WhatIsWrongIsNamed(string field, string typed, string expected) => Assert.Equal(expected, Said(Read((field, typed))));

    [Theory]
    [InlineData(null, "extendBy Required")]
    [InlineData("soon", "extendBy NotADuration")]
    [InlineData("PT0S", "extendBy NotADuration")]
    [InlineData("P3Y", "extendBy TooFarAhead(3)")]
    [InlineData("P9000Y", "extendBy TooFarAhead(3)")]
    public void AnExtensionHasALength(string? by, string expected) =>
        Assert.Equal(expected, Said(Read(("minimumSignatures", "2"), ("whenMissed", "extend"), ("extendBy", by))));

    [Fact]
    public void WithoutADeadlineThereIsNoneToExtend() => Assert.Equal(
        "whenMissed NeedsDeadline", Said(Read(("minimumSignatures", "2"), ("whenMissed", "extend"), ("extendBy", "P1D"), ("window", "none"), ("reminders", null))));

    [Fact]
    public void IndividualsAreNoOrganisations() =>
        Assert.Equal("mustSign NotAllowedHere", Said(Read(("signatories", "individuals"), ("invitations", null), ("mustSign", "A; NO"))));
}
