using static Campaigns.Tests.Life.Stories;

namespace Campaigns.Tests.Life;

public sealed class PlanTests
{
    [Fact]
    public void ACampaignThatOpensAtOnceRunsToItsReport()
    {
        var campaign = Campaign();
        var steps = new List<string>();

        while (Plan.Next(campaign) is { Kind: not StepKind.End } step)
        {
            steps.Add($"{step.Kind}{(step.Number > 0 ? step.Number : "")} {step.DueAt - Start:hh\\:mm}");
            campaign = Run(campaign, step.DueAt!.Value) is var after && after != campaign ? after : throw new InvalidOperationException("stuck");
        }

        Assert.Equal(["Open 00:00", "Remind1 03:00", "Remind2 05:00", "Close 06:00"], steps); // the purge comes up when it is ordered
        Assert.Equal((Phase.Dispatched, new Count(37, 18, 0)), (campaign.Phase, campaign.FinalCount));
    }

    [Fact]
    public void AWindowCountsFromTheRealOpening()
    {
        var late = Start.AddMinutes(10);
        var campaign = Campaign().Do(new StepCommand.Opening(), late);

        Assert.Equal((late, late.AddHours(6)), (campaign.OpenedAt, campaign.ClosesAt));
        Assert.Equal([late.AddHours(3), late.AddHours(5)], campaign.Reminders.Select(reminder => reminder.DueAt));
    }

    [Fact]
    public void AFixedDeadlineStaysWhenTheOpeningIsLate()
    {
        var campaign = Campaign(draft => draft with { Window = null, ClosesAt = Start.AddHours(6) }).Do(new StepCommand.Opening(), Start.AddMinutes(10));

        Assert.Equal(Start.AddHours(6), campaign.ClosesAt);
    }

    [Fact]
    public void MonthsAreCountedOnTheCalendarOfTheZone()
    {
        var campaign = Campaign(draft => draft with { Window = "P10M", Reminders = ["P1M", "50%"] });

        // 10:00 in Vienna stays 10:00 in Vienna: no summer time at either end, and both reminders in between.
        Assert.Equal(new(2027, 1, 2, 9, 0, 0, TimeSpan.Zero), campaign.ClosesAt);
        Assert.Equal(["50%", "P1M"], campaign.Reminders.Select(reminder => reminder.Chosen));
        Assert.Equal(new(2026, 12, 2, 9, 0, 0, TimeSpan.Zero), campaign.Reminders[1].DueAt);
    }

    [Fact]
    public void OfOverdueRemindersOnlyTheLatestIsSent()
    {
        var campaign = Run(Campaign(), Start);
        var late = Start.AddHours(5.5);

        Assert.True(Lifecycle.IsMoot(campaign, 1, late));
        campaign = campaign.Do(new StepCommand.ReminderSkipped(1), late);
        Assert.Equal(new Step(StepKind.Remind, Start.AddHours(5), 2), Plan.Next(campaign));
        Assert.False(Lifecycle.IsMoot(campaign, 2, late));
        Assert.True(Lifecycle.IsMoot(campaign, 2, Start.AddHours(6)));
    }

    [Theory] // Half of two hours is an hour before the end: the desk announced both.
    [InlineData("PT2H", 2)]
    [InlineData("PT6H", 1, 2)]
    public void OnlyRemindersThatWillBeSentAreAnnounced(string window, params int[] sent)
    {
        var campaign = Campaign(draft => draft with { Window = window });
        var lived = Run(campaign, Start.AddHours(7));

        Assert.Equal(sent, lived.Reminders.Index().Where(one => one.Item.SentAt is not null).Select(one => one.Index + 1));
        Assert.Equal(sent.Select(number => (number, (DateTimeOffset?)lived.Reminders[number - 1].DueAt)),
            Timetable.Of(campaign, Start).Where(step => step.Kind == StepKind.Remind).Select(step => (step.Number, step.DueAt)));
    }

    [Fact]
    public void LettersWaitForTheEndOfTheEmbargo()
    {
        var embargo = Start.AddDays(3);
        var campaign = Run(Campaign(draft => draft with { EmbargoUntil = embargo }), Start.AddHours(7));

        Assert.Equal((Phase.Closed, new Step(StepKind.Dispatch, embargo, 1)), (campaign.Phase, Plan.Next(campaign)));
        Assert.Null(Lifecycle.Decide(campaign, new StepCommand.DispatchBegun(Count.Zero), embargo.AddSeconds(-1)).Campaign);
        Assert.Equal(Phase.Dispatched, Run(campaign, embargo).Phase);
    }

    [Fact]
    public void WithoutAddresseesThereIsNoRoundOfLetters()
    {
        var campaign = Run(Campaign(draft => draft with { Addressees = [] }), Start.AddHours(5));
        campaign = campaign.Do(new StepCommand.ReminderSkipped(2), Start.AddHours(6)).Do(new StepCommand.Closed(), Start.AddHours(6))
            .Do(new StepCommand.ApprovalDecided(new(Count.Zero)), Start.AddHours(6)).Do(new StepCommand.DispatchBegun(Count.Zero), Start.AddHours(6));

        Assert.Equal(StepKind.FinishDispatch, Plan.Next(campaign).Kind);
    }

    [Theory]
    [InlineData(ApprovalRule.Automatic, 100, 100, Phase.Dispatched)]
    [InlineData(ApprovalRule.Always, null, null, Phase.Approval)]
    [InlineData(ApprovalRule.BelowThreshold, null, null, Phase.Dispatched)]
    [InlineData(ApprovalRule.BelowThreshold, 37, 18, Phase.Dispatched)]
    [InlineData(ApprovalRule.BelowThreshold, 38, null, Phase.Approval)]
    [InlineData(ApprovalRule.BelowThreshold, null, 19, Phase.Approval)]
    public void TheApprovalRuleDecides(ApprovalRule rule, int? signatures, int? countries, Phase expected)
    {
        var campaign = Campaign(draft => draft with { Approval = rule, MinimumSignatures = signatures, MinimumCountries = countries });

        Assert.Equal(expected, Run(campaign, Start.AddHours(6), new(37, 18, 0)).Phase);
    }
}
