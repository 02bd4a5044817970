using static Campaigns.Tests.Life.Stories;

namespace Campaigns.Tests.Life;

/// <summary>When offices are reminded that have not answered.</summary>
public sealed class FollowUpTests
{
    [Fact]
    public void TheyAreCountedFromTheLettersInTheCampaignsZoneAndThenTheCampaignRests()
    {
        var campaign = Dispatched("P14D", "P1M");
        var sent = campaign.DispatchedAt!.Value;
        Assert.Equal(new Step(StepKind.FollowUp, sent.AddDays(14), FollowUps.RoundOf(1)), Plan.Next(campaign));
        Assert.False(Retention.IsResting(campaign));

        campaign = Follow(campaign);
        var summer = TimeSpan.FromHours(1); // the clock goes forward in between: it is the same time of day
        Assert.Equal((FollowUps.RoundOf(2), sent.AddMonths(1) - summer), (Plan.Next(campaign).Number, Plan.Next(campaign).DueAt));
        campaign = Follow(campaign);
        Assert.True(Retention.IsResting(campaign));
        Assert.All(campaign.FollowUps, plan => Assert.NotNull(plan.SentAt));
    }

    [Fact]
    public void OneThatWasDoneIsNotDoneTwice()
    {
        var campaign = Follow(Dispatched("P14D", "P1M"));
        Assert.Equal(campaign, campaign.Do(new StepCommand.FollowedUp(FollowUps.RoundOf(1), 2), campaign.DispatchedAt!.Value.AddDays(15)));
    }

    [Fact]
    public void TheTimetableKnowsThemBeforeAnyLetterHasLeft()
    {
        var steps = Timetable.Of(Campaign(draft => draft with { FollowUps = ["P14D"] }), Start);
        Assert.Equal([StepKind.Report, StepKind.FollowUp, StepKind.Purge], steps.Select(step => step.Kind).TakeLast(3));
    }

    [Fact]
    public void OtherTimesTakeThePlaceOfThosePlannedAndLeaveWhatWasSent()
    {
        var campaign = Follow(Dispatched("P14D", "P1M"));
        var now = campaign.DispatchedAt!.Value.AddDays(20);
        campaign = campaign.Do(new DeskCommand.SetFollowUps([now.AddDays(9), now.AddDays(2)]), now);
        Assert.Equal([campaign.DispatchedAt!.Value.AddDays(14), now.AddDays(2), now.AddDays(9)], campaign.FollowUps.Select(plan => plan.DueAt));
        Assert.Equal(FollowUps.RoundOf(2), Plan.Next(campaign).Number);

        campaign = campaign.Do(new DeskCommand.SetFollowUps([]), now);
        Assert.Equal(StepKind.End, Plan.Next(campaign).Kind);
        Assert.Single(campaign.FollowUps);
    }

    [Theory]
    [InlineData(-1, "InThePast")]
    [InlineData(366, "AfterRetention")]
    public void ATimeThatCannotBeIsRefused(int days, string reason)
    {
        var campaign = Dispatched();
        var now = campaign.DispatchedAt!.Value;
        Assert.Equal(reason, campaign.Refused(new DeskCommand.SetFollowUps([now.AddDays(days)]), now));
    }

    [Fact]
    public void BeforeTheLettersAndInGreatNumbersTheyAreRefused()
    {
        Assert.Equal("NotDispatched", Lifecycle.Decide(Campaign(), new DeskCommand.SetFollowUps([Start.AddDays(30)]), Start).Refusal);
        var campaign = Dispatched();
        var times = Enumerable.Range(1, Limits.FollowUps + 1).Select(day => campaign.DispatchedAt!.Value.AddDays(day));
        Assert.Equal("TooManyFollowUps", campaign.Refused(new DeskCommand.SetFollowUps([.. times]), campaign.DispatchedAt!.Value));
    }

    [Fact]
    public void ACampaignThatWritesToNobodyRemindsNobody() => Assert.Null(FollowUps.Next(Dispatched("P14D") with { Addressees = 0 }));

    static Campaign Dispatched(params string[] after)
    {
        var campaign = Campaign(draft => draft with { FollowUps = [.. after] });
        while (campaign.ReportedAt is null) campaign = Run(campaign, Plan.Next(campaign).DueAt!.Value);
        return campaign;
    }

    static Campaign Follow(Campaign campaign) => campaign.Do(new StepCommand.FollowedUp(Plan.Next(campaign).Number, 2), Plan.Next(campaign).DueAt!.Value);
}
