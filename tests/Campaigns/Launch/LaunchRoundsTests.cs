namespace Campaigns.Tests.Life;

/// <summary>Rounds of letters, and who is excepted from the embargo, as a launch gives them.</summary>
public sealed class LaunchRoundsTests
{
    const string Offices = "O; B; NO; a@example.org; en; Dear; ; Embassies\nO; B; NO; b@example.org; en; Dear; ; Donors\nO; B; NO; c@example.org; en; Dear";

    [Fact]
    public void A_round_has_a_name_a_time_and_those_it_goes_to()
    {
        var rounds = Read(("rounds", "Before the summit; PT2H; embassies|3\nDuring; 2026-03-02T12:00; ; under-embargo"), ("embargoUntil", "2026-03-03T12:00"), ("timeZone", "UTC")).Value.Rounds!.Value;
        Assert.Equal(("Before the summit", "PT2H", Launches.Now.AddHours(2), false), (rounds[0].Name, rounds[0].Chosen, rounds[0].DueAt!.Value, rounds[0].UnderEmbargo));
        Assert.Equal([1, 3], rounds[0].To);
        Assert.Equal(("", Launches.Now.AddHours(3), true, true), (rounds[1].Chosen, rounds[1].DueAt!.Value, rounds[1].UnderEmbargo, rounds[1].To.IsEmpty));
        Assert.Equal("Before the summit; PT2H; 1|3", LaunchRounds.Write(rounds[0]));
    }

    [Theory]
    [InlineData("Late; PT6H", "rounds:1.when AfterTheClose")]
    [InlineData("Late; P9000Y", "rounds:1.when AfterTheClose")]
    [InlineData("Early; 2026-03-01T12:00Z", "rounds:1.when InThePast")]
    [InlineData("Some; soon", "rounds:1.when NotADate")]
    [InlineData("; PT1H", "rounds:1.name Required")]
    [InlineData("Some; PT1H; Nobody", "rounds:1.to Unknown")]
    [InlineData("Some; PT1H; 4", "rounds:1.to Unknown")]
    [InlineData("Some; PT1H; ; yes", "rounds:1.embargo NotOneOf(under-embargo)")]
    [InlineData("Some; PT1H; ; under-embargo", "rounds:1.embargo NeedsEmbargo")]
    [InlineData("Some", "rounds:1 Columns(2|1)")]
    public void What_cannot_be_is_refused(string line, string said) => Assert.Equal(said, Launches.Said(Read(("rounds", line))));

    [Fact]
    public void The_embargo_excepts_reviewers_and_groups()
    {
        var draft = Read(("embargoUntil", "2026-03-03T12:00Z"), ("embargoExcept", "reviewers, Embassies")).Value;
        Assert.True(draft.EmbargoExceptReviewers);
        Assert.Equal((true, true, 1), (draft.Rounds!.Value[0].IsEarly, draft.Rounds.Value[0].UnderEmbargo, Assert.Single(draft.Rounds.Value[0].To)));
        Assert.Equal("embargoExcept NeedsEmbargo", Launches.Said(Read(("embargoExcept", "reviewers"))));
        Assert.Equal("embargoExcept:1 Unknown", Launches.Said(Read(("embargoUntil", "2026-03-03T12:00Z"), ("embargoExcept", "Nobody"))));
    }

    static Checked<CampaignDraft> Read(params (string, string?)[] changes) => Launches.Read([("addressees", Offices), .. changes]);
}
