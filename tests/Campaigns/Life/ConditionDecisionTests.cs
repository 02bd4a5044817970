using static Campaigns.Tests.Life.Stories;

namespace Campaigns.Tests.Life;

/// <summary>What the rules decide at the close. Thresholds here: 40 signatures.</summary>
public sealed class ConditionDecisionTests
{
    static readonly Count Few = new(37, 18, 0);
    static readonly Count Enough = new(40, 18, 0);
    static readonly DateTimeOffset Deadline = Start.AddHours(6);

    [Theory]
    [InlineData(ApprovalRule.Automatic, MissedRule.Approval, AtClose.Send, AtClose.Send)]
    [InlineData(ApprovalRule.BelowThreshold, MissedRule.Approval, AtClose.Ask, AtClose.Send)]
    [InlineData(ApprovalRule.Always, MissedRule.Approval, AtClose.Ask, AtClose.Ask)]
    [InlineData(ApprovalRule.Automatic, MissedRule.Ask, AtClose.Ask, AtClose.Send)]
    [InlineData(ApprovalRule.Always, MissedRule.Ask, AtClose.Ask, AtClose.Ask)]
    [InlineData(ApprovalRule.Automatic, MissedRule.Extend, AtClose.Extend, AtClose.Send)]
    [InlineData(ApprovalRule.Always, MissedRule.Extend, AtClose.Extend, AtClose.Ask)]
    [InlineData(ApprovalRule.BelowThreshold, MissedRule.DoNotSend, AtClose.DoNotSend, AtClose.Send)]
    [InlineData(ApprovalRule.Always, MissedRule.DoNotSend, AtClose.DoNotSend, AtClose.Ask)]
    public void EachRuleSaysWhatHappens(ApprovalRule approval, MissedRule rule, AtClose missed, AtClose met)
    {
        var campaign = Open(rule, approval);
        Assert.Equal((missed, met), (Conditions.Outcome(campaign, true), Conditions.Outcome(campaign, false)));
        Assert.Equal(met == AtClose.Ask ? Phase.Approval : Phase.Dispatched, Run(campaign, Deadline, Enough).Phase);
        Assert.Equal(missed switch { AtClose.Ask => Phase.Approval, AtClose.Send => Phase.Dispatched, AtClose.Extend => Phase.Open, _ => Phase.Cancelled }, Run(campaign, Deadline, Few).Phase);
        Assert.Equal(Run(campaign, Deadline, Few).Phase, After(Timetable.Of(campaign, Start, new(Few)), missed));
    }

    [Theory]
    [InlineData(39, 9, 0, 0, true)]
    [InlineData(40, 9, 1, 0, false)]
    [InlineData(40, 8, 0, 0, true)]
    [InlineData(40, 9, 2, 0, true)]
    [InlineData(40, 9, 0, 1, true)]
    public void EachConditionCanBeMissed(int signatures, int countries, int objections, int missing, bool expected)
    {
        var campaign = Open(MissedRule.Ask) with { MinimumCountries = 9, MaximumObjections = 1, MustSigns = 2 };
        Assert.Equal(expected, Conditions.AreMissed(campaign, new(new(signatures, countries, 0), objections, [.. Enumerable.Range(1, missing).Select(n => new MustSign(n, "A", "NO"))])));
        Assert.False(Conditions.Any(Campaign()));
    }

    [Fact]
    public void TheDeadlineIsPutOffOnceAndThenAPersonIsAsked()
    {
        var campaign = Run(Open(MissedRule.Extend), Deadline, Few);
        Assert.Equal((Phase.Open, Deadline.AddHours(2), Deadline, Deadline), (campaign.Phase, campaign.ClosesAt, campaign.ExtendedFrom, campaign.ExtensionDecidedAt));
        Assert.Equal(new DeadlineMove(1, Deadline, Deadline.AddHours(2), Deadline, Deadline), campaign.Move); // and told
        Assert.Equal(new Step(StepKind.Close, Deadline.AddHours(2)), Plan.Next(campaign));
        Assert.False(Conditions.MayExtend(campaign));
        Assert.Equal((Phase.Approval, Phase.Dispatched), (Run(campaign, Deadline.AddHours(2), Few).Phase, Run(campaign, Deadline.AddHours(2), Enough).Phase));
    }

    [Fact]
    public void WhileItIsDecidedNobodySignsAndNothingCloses()
    {
        var campaign = Run(Open(MissedRule.Extend), Deadline.AddSeconds(-1));
        Assert.Equal(new Step(StepKind.DecideExtension, Deadline), Plan.Next(campaign));
        Assert.Equal(SigningWindow.Over, Plan.WindowAt(campaign, Deadline));
        Assert.Null(Lifecycle.Decide(campaign, new StepCommand.Closed(), Deadline).Campaign);
        Assert.Null(Lifecycle.Decide(campaign, new StepCommand.ExtensionDecided(new(Few), Deadline), Deadline.AddSeconds(-1)).Campaign);
        Assert.Null(Lifecycle.Decide(campaign, new StepCommand.ExtensionDecided(new(Few), Deadline.AddHours(1)), Deadline).Campaign); // counted for another deadline
        var met = campaign.Do(new StepCommand.ExtensionDecided(new(Enough), Deadline), Deadline);
        Assert.Equal((new Step(StepKind.Close, Deadline), null), (Plan.Next(met), met.ExtendedFrom));
    }

    [Theory]
    [InlineData(0, 120)]
    [InlineData(4, 120)]
    [InlineData(6, 126)] // too late to be called punctual: people get the whole time
    [InlineData(300, 420)]
    public void ALateDecisionTakesNothingFromPeople(int minutesLate, int expected) =>
        Assert.Equal(Deadline.AddMinutes(expected), Conditions.ExtendedDeadline(Open(MissedRule.Extend), Deadline.AddMinutes(minutesLate)));

    [Fact]
    public void TheExtensionIsCountedOnTheCampaignsCalendar()
    {
        var before = new DateTimeOffset(2026, 3, 28, 17, 0, 0, TimeSpan.Zero); // the clock goes forward that night
        Assert.Equal(before.AddHours(23), Conditions.ExtendedDeadline(Open(MissedRule.Extend) with { ClosesAt = before, ExtendBy = "P1D" }, before));
    }

    [Fact]
    public void ItWaitsForTheGrace()
    {
        var campaign = Run(Open(MissedRule.Extend) with { Grace = TimeSpan.FromMinutes(10) }, Deadline.AddMinutes(9), Few);
        Assert.Equal(new Step(StepKind.DecideExtension, Deadline.AddMinutes(10)), Plan.Next(campaign));
        campaign = Run(campaign, Deadline.AddMinutes(10), Few);
        Assert.Equal((Deadline.AddHours(2), Deadline.AddHours(2).AddMinutes(10)), (campaign.ClosesAt!.Value, campaign.GraceUntil!.Value));
    }

    [Fact]
    public void WhoClosesByHandOrReachesTheTargetExtendsNothing()
    {
        var byHand = Run(Open(MissedRule.Extend), Start).Do(new DeskCommand.CloseNow(), Start.AddHours(1));
        Assert.Equal(Phase.Approval, Run(byHand, Start.AddHours(1), Few).Phase);
        Assert.Equal(AtClose.Ask, Conditions.OutcomeByHand(Open(MissedRule.Extend), missed: true));
        var inBetween = Run(Open(MissedRule.Extend), Deadline.AddSeconds(-1)).Do(new DeskCommand.CloseNow(), Deadline.AddSeconds(1));
        Assert.Equal(StepKind.Close, Plan.Next(inBetween).Kind);
        var target = Run(Open(MissedRule.Extend) with { Target = 5 }, Start).Do(new StepCommand.TargetReached(new(5, 1, 0)), Start.AddHours(1));
        Assert.Equal(Phase.Approval, Run(target, Start.AddHours(1), Few).Phase);
    }

    [Fact]
    public void NothingIsSentAfterItHasEndedSoAndNobodyCanChangeThat()
    {
        var campaign = Run(Open(MissedRule.DoNotSend), Deadline, Few);
        Assert.Equal((Phase.Cancelled, Deadline, Deadline), (campaign.Phase, campaign.NotSentAt, campaign.CancellationToldAt));
        Assert.Equal("Cancelled", campaign.Refused(new DeskCommand.Approve(), Deadline.AddHours(1)));
        Assert.Null(campaign.DispatchBegunAt);
        Assert.Equal([StepKind.DecideApproval, StepKind.NotifyCancelled, StepKind.Purge], Timetable.Of(Open(MissedRule.DoNotSend), Start, new(Few)).Select(step => step.Kind).TakeLast(3));
    }

    [Fact]
    public void ADeadlineThatAPersonMovedIsHeldAgainstTheConditionsToo()
    {
        var campaign = Run(Open(MissedRule.Extend), Start).Do(new DeskCommand.Extend(Start.AddHours(9)), Start.AddHours(1));
        campaign = Run(campaign, Start.AddHours(9), Few);
        Assert.Equal((Start.AddHours(11), Start.AddHours(9), 2), (campaign.ClosesAt, campaign.ExtendedFrom, campaign.Move!.Number));
    }

    [Fact]
    public void TheBoardIsSilentOnceAPersonHasDecided()
    {
        var waiting = Run(Open(MissedRule.Ask) with { EmbargoUntil = Deadline.AddDays(1) }, Deadline, Few);
        Assert.True(ConditionBoard.Of(waiting, new(Few), [], [])!.AreMissed);
        Assert.Null(ConditionBoard.Of(waiting.Do(new DeskCommand.Approve(), Deadline.AddHours(1)), new(Few), [], []));
    }

    [Theory]
    [InlineData(ApprovalRule.Automatic, MissedRule.Approval, null)]
    [InlineData(ApprovalRule.BelowThreshold, MissedRule.Approval, AtClose.Ask)]
    [InlineData(ApprovalRule.Automatic, MissedRule.Extend, AtClose.Extend)]
    [InlineData(ApprovalRule.Automatic, MissedRule.DoNotSend, AtClose.DoNotSend)]
    public void ThePublicReadsWhatHangsOnIt(ApprovalRule approval, MissedRule rule, AtClose? expected)
    {
        Assert.Equal(expected, Conditions.IfMissed(Open(rule, approval)));
        Assert.Null(Conditions.IfMissed(Open(rule, approval) with { MinimumSignatures = null }));
    }

    static Campaign Open(MissedRule rule, ApprovalRule approval = ApprovalRule.Automatic) => Campaign(draft => draft with
    {
        MinimumSignatures = 40,
        Approval = approval,
        WhenMissed = rule,
        ExtendBy = rule == MissedRule.Extend ? "PT2H" : null,
        Reminders = [],
    });

    /// <summary>Where the timetable says that the campaign is after its first deadline.</summary>
    static Phase After(IEnumerable<Step> steps, AtClose missed)
    {
        var kinds = steps.Select(step => step.Kind).ToList();
        if (missed == AtClose.Extend) return kinds.Contains(StepKind.TellDeadline) ? Phase.Open : Phase.Closed;
        return kinds.Contains(StepKind.Dispatch) ? Phase.Dispatched : kinds.Contains(StepKind.NotifyCancelled) ? Phase.Cancelled : Phase.Approval;
    }
}
