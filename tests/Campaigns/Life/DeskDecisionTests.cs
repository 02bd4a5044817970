using static Campaigns.Tests.Life.Stories;

namespace Campaigns.Tests.Life;

public sealed class DeskDecisionTests
{
    static readonly DateTimeOffset Noon = Start.AddHours(3.5);

    readonly Campaign scheduled = Campaign(draft => draft with { OpensAt = Start.AddDays(1) });
    readonly Campaign open = Run(Campaign(), Noon);
    readonly Campaign waiting = Run(Campaign(draft => draft with { Approval = ApprovalRule.Always }), Start.AddHours(6));
    readonly Campaign done = Run(Campaign(), Start.AddHours(6));

    [Fact]
    public void OpensEarly()
    {
        var campaign = scheduled.Do(new DeskCommand.OpenNow(), Noon);

        Assert.Equal(new Step(StepKind.Open, Noon), Plan.Next(campaign));
        Assert.Equal(Noon.AddHours(6), campaign.ClosesAt);
    }

    [Fact]
    public void ExtendingMovesWhatIsStillToComeAndNothingElse()
    {
        var campaign = open.Do(new DeskCommand.Extend(Start.AddHours(10)), Noon);

        Assert.Equal(open.Reminders[0], campaign.Reminders[0]); // sent at 50% of the old window
        Assert.Equal(Start.AddHours(9), campaign.Reminders[1].DueAt);
        Assert.Equal(StepKind.MoveDeadline, Plan.Next(campaign).Kind);
        campaign = campaign.Do(new StepCommand.DeadlineMoved(campaign.ClosesAt), Noon);
        Assert.Equal(new Step(StepKind.TellDeadline, Noon, 1), Plan.Next(campaign));
        Assert.Equal(new Step(StepKind.Remind, Start.AddHours(9), 2), Plan.Next(campaign.Do(new StepCommand.DeadlineTold(1, 3), Noon)));
    }

    [Fact]
    public void AReminderWhoseTimeNowLiesBeforeTheOpeningIsPassedOver()
    {
        var campaign = Campaign(draft => draft with { Window = "P3D", Reminders = ["P1D"], OpensAt = Start.AddDays(1) })
            .Do(new DeskCommand.Extend(Start.AddDays(1).AddHours(6)), Start);
        campaign = Run(campaign, Start.AddDays(1).AddHours(1));

        Assert.NotNull(campaign.InvitedAt);
        Assert.Equal((null, Start.AddDays(1)), (campaign.Reminders[0].SentAt, campaign.Reminders[0].SkippedAt));
    }

    [Fact]
    public void ABookThatWasToldAnOlderDeadlineIsToldAgain()
    {
        var campaign = open.Do(new DeskCommand.Extend(Start.AddHours(10)), Noon).Do(new DeskCommand.Extend(Start.AddHours(11)), Noon);

        Assert.Equal(StepKind.MoveDeadline, Plan.Next(campaign.Do(new StepCommand.DeadlineMoved(Start.AddHours(10)), Noon)).Kind);
    }

    [Fact]
    public void ClosesEarly()
    {
        var campaign = open.Do(new DeskCommand.CloseNow(), Noon);

        Assert.Equal(new Step(StepKind.Close, Noon), Plan.Next(campaign));
        Assert.True(Lifecycle.IsOver(campaign, Noon));
        Assert.Equal("AlreadyClosed", campaign.Refused(new DeskCommand.Extend(Start.AddHours(10)), Noon));
        Assert.Equal(Phase.Dispatched, Run(campaign, Noon).Phase);
    }

    [Fact]
    public void ApprovalLetsTheLettersGo()
    {
        Assert.Equal(new Step(StepKind.Wait, null), Plan.Next(waiting));

        var approved = waiting.Do(new DeskCommand.Approve(), Start.AddDays(2));

        Assert.Equal(new Step(StepKind.Dispatch, Start.AddDays(2), 1), Plan.Next(approved));
        Assert.Same(approved, approved.Do(new DeskCommand.Approve(), Start.AddDays(3)));
    }

    [Fact]
    public void CancelsUntilLettersLeave()
    {
        foreach (var campaign in new[] { scheduled, open, waiting, waiting.Do(new DeskCommand.Approve(), Start.AddDays(1)) })
        {
            var decision = Lifecycle.Decide(campaign, new DeskCommand.Cancel("he was let in"), Start.AddDays(1), "coordinator");
            Assert.Equal((Phase.Cancelled, "he was let in"), (decision.Campaign!.Phase, decision.Journal[0].Note));
            Assert.Equal(StepKind.NotifyCancelled, Plan.Next(decision.Campaign).Kind);
        }
        Assert.Equal("LettersAreLeaving", done.Refused(new DeskCommand.Cancel(""), Start.AddDays(1)));
    }

    [Fact]
    public void RefusesWhatComesAtTheWrongTime()
    {
        var cancelled = open.Do(new DeskCommand.Cancel(""), Noon);

        Assert.Equal("AlreadyOpen", open.Refused(new DeskCommand.OpenNow(), Noon));
        Assert.Equal("InThePast", open.Refused(new DeskCommand.Extend(Noon), Noon));
        Assert.Equal("TooFarAhead", open.Refused(new DeskCommand.Extend(Start.AddYears(3).AddDays(1)), Noon));
        Assert.Equal("BeforeOpening", scheduled.Refused(new DeskCommand.Extend(Start.AddHours(20)), Noon));
        Assert.Equal("AlreadyClosed", open.Refused(new DeskCommand.Extend(Start.AddHours(10)), Start.AddHours(6))); // the deadline has passed
        Assert.Equal("NotOpen", scheduled.Refused(new DeskCommand.CloseNow(), Noon));
        Assert.Equal("AlreadyClosed", done.Refused(new DeskCommand.CloseNow(), Noon));
        Assert.Equal("NotWaiting", open.Refused(new DeskCommand.Approve(), Noon));
        Assert.All(
            new DeskCommand[] { new DeskCommand.OpenNow(), new DeskCommand.Extend(Noon.AddDays(1)), new DeskCommand.CloseNow(), new DeskCommand.Approve() },
            command => Assert.Equal("Cancelled", cancelled.Refused(command, Noon)));
    }

    [Fact]
    public void Who_is_added_while_the_others_are_being_invited_is_not_passed_over()
    {
        var campaign = Lifecycle.Launch(Stories.Draft(), "aaaaaaaaaaaaaaaa", Stories.Start) with { Phase = Phase.Open, OpenedAt = Stories.Start };
        campaign = campaign with { BookClosesAt = campaign.ClosesAt };
        var later = Lifecycle.Decide(campaign, new DeskCommand.Invite(campaign.Invitations + 1), Stories.Start.AddMinutes(1)).Campaign!;
        Assert.Null(Lifecycle.Decide(later, new StepCommand.Invited(3, campaign.InviteRounds), Stories.Start.AddMinutes(2)).Campaign);
        Assert.Equal((StepKind.Invite, 1, Stories.Start.AddMinutes(1)), (Plan.Next(later).Kind, Plan.Next(later).Number, Plan.Next(later).DueAt));
        Assert.NotEqual(StepKind.Invite, Plan.Next(Lifecycle.Decide(later, new StepCommand.Invited(4, 1), Stories.Start.AddMinutes(2)).Campaign!).Kind);
    }
}
