using static Campaigns.Tests.Life.Stories;

namespace Campaigns.Tests.Life;

/// <summary>Rounds of letters before the one at the close: when each leaves, and what stops it.</summary>
public sealed class RoundTests
{
    static readonly RoundPlan One = new("One", "PT1H", Start.AddHours(1));
    static readonly RoundPlan Two = new("Two", "", Start.AddHours(2)) { To = [2] };

    [Fact]
    public void EachLeavesAtItsTimeWhileTheWindowStaysOpenAndTheLastOneAtTheClose()
    {
        var campaign = Run(Three(), Start.AddHours(3));
        Assert.Equal(Phase.Open, campaign.Phase);
        Assert.Equal([Start.AddHours(1), Start.AddHours(2)], campaign.Rounds.Select(round => round.BegunAt!.Value));
        Assert.All(campaign.Rounds, round => Assert.NotNull(round.SentAt));
        Assert.Equal([Rounds.RoundOf(1), Rounds.RoundOf(2)], Rounds.Begun(campaign));
        var seen = campaign.AsOf(Rounds.RoundOf(1));
        Assert.Equal((Start.AddHours(1), new Count(37, 18, 0)), (seen.DispatchBegunAt, seen.FinalCount));

        campaign = Run(campaign, Start.AddHours(7));
        Assert.Equal((Phase.Dispatched, 3), (campaign.Phase, Rounds.Begun(campaign).Count()));
        Assert.True(Rounds.Goes(campaign, Rounds.RoundOf(2), 2) && !Rounds.Goes(campaign, Rounds.RoundOf(2), 1) && Rounds.Goes(campaign, Plan.FirstRound, 1));
    }

    [Fact]
    public void WhereAPersonHasToApproveItWaitsAndHoldsUpNothing()
    {
        var campaign = Run(Three(draft => draft with { Approval = ApprovalRule.Always }), Start.AddHours(3));
        Assert.All(campaign.Rounds, round => Assert.True(round.IsWaiting));
        campaign = Run(campaign.Do(new DeskCommand.ApproveRound(1), Start.AddHours(3)), Start.AddHours(4));
        Assert.NotNull(campaign.Rounds[0].SentAt);

        campaign = Run(campaign, Start.AddHours(8)); // the window closes: what nobody approved does not leave
        Assert.Equal((Phase.Approval, true), (campaign.Phase, campaign.Rounds[1].SkippedAt is not null));
        Assert.Equal("RoundIsOver", campaign.Refused(new DeskCommand.ApproveRound(2), Start.AddHours(8)));
    }

    [Fact]
    public void BelowTheThresholdAPersonIsAsked()
    {
        var campaign = Three(draft => draft with { Approval = ApprovalRule.BelowThreshold, MinimumSignatures = 10 });
        Assert.True(Run(campaign, Start.AddHours(1), new(9, 1, 0)).Rounds[0].IsWaiting);
        Assert.NotNull(Run(campaign, Start.AddHours(1), new(10, 1, 0)).Rounds[0].BegunAt);
    }

    [Fact]
    public void TheEmbargoHoldsAllButThoseThatAreMarked()
    {
        var campaign = Three(draft => draft with { EmbargoUntil = Start.AddHours(4), Rounds = [One, Two with { UnderEmbargo = true }] });
        Assert.Equal([(Rounds.RoundOf(2), Start.AddHours(2)), (Rounds.RoundOf(1), Start.AddHours(4))], Begins(campaign));
    }

    [Fact]
    public void WhomTheEmbargoExceptsHasTheLetterBeforeItsEndAndNoOtherOne()
    {
        var campaign = Three(draft => draft with { EmbargoUntil = Start.AddHours(20), Rounds = [new("", "", null) { To = [2], UnderEmbargo = true }] });
        Assert.Equal([StepKind.Open, StepKind.Invite, StepKind.Close, StepKind.DecideApproval, StepKind.BeginRound, StepKind.SendRound, StepKind.Dispatch, StepKind.SendLetters],
            Timetable.Of(campaign, Start).Where(step => step.Kind != StepKind.Remind).Take(8).Select(step => step.Kind));
        campaign = Run(campaign, Start.AddHours(7));
        Assert.Equal((Phase.Closed, true), (campaign.Phase, campaign.Rounds[0].SentAt is not null));
        campaign = Run(campaign, Start.AddHours(20));
        Assert.Equal((false, true, Rounds.RoundOf(1)), (Rounds.Goes(campaign, Plan.FirstRound, 2), Rounds.Goes(campaign, Plan.FirstRound, 1), Rounds.LetterRound(campaign, 2)));

        // When the embargo is over before the letters are approved, there is nothing to except.
        var late = Run(Three(draft => draft with { EmbargoUntil = Start.AddHours(1), Rounds = [new("", "", null) { To = [2], UnderEmbargo = true }] }), Start.AddHours(7));
        Assert.Equal((Phase.Dispatched, true), (late.Phase, Rounds.Goes(late, Plan.FirstRound, 2)));
    }

    [Fact]
    public void OneIsAddedTakenOutAndRefusedWhenItCannotBe()
    {
        var campaign = Run(Three(), Start.AddMinutes(10));
        Assert.Equal("AfterTheClose", campaign.Refused(new DeskCommand.AddRound(new("Late", "", Start.AddHours(6))), Start.AddMinutes(10)));
        Assert.Equal("InThePast", campaign.Refused(new DeskCommand.AddRound(new("Late", "", Start)), Start.AddMinutes(10)));
        Assert.Equal("NoSuchRound", campaign.Refused(new DeskCommand.SkipRound(3), Start));
        var added = new DeskCommand.AddRound(new("Three", "", Start.AddHours(3)));
        campaign = campaign.Do(added, Start.AddMinutes(10)).Do(new DeskCommand.SkipRound(1), Start.AddMinutes(10));
        Assert.Null(Lifecycle.Decide(campaign, added, Start).Campaign); // the same form, sent twice
        Assert.Equal([(Rounds.RoundOf(2), Start.AddHours(2)), (Rounds.RoundOf(3), Start.AddHours(3))], Begins(campaign));
        campaign = Run(campaign, Start.AddHours(2));
        Assert.Equal("RoundIsOver", campaign.Refused(new DeskCommand.SkipRound(2), Start.AddHours(2)));
    }

    [Fact]
    public void OneThatIsCountedFromTheOpeningMovesWithIt()
    {
        var campaign = Three(draft => draft with { OpensAt = Start.AddHours(1) });
        Assert.Equal([Start.AddHours(2), Start.AddHours(2)], campaign.Rounds.Select(round => round.DueAt!.Value));
        campaign = campaign.Do(new DeskCommand.OpenNow(), Start);
        Assert.Equal([Start.AddHours(1), Start.AddHours(2)], campaign.Rounds.Select(round => round.DueAt!.Value));
    }

    static IEnumerable<(int, DateTimeOffset)> Begins(Campaign campaign) =>
        Timetable.Of(campaign, Start).Where(step => step.Kind == StepKind.BeginRound).Select(step => (step.Number, step.DueAt!.Value));

    static Campaign Three(Func<CampaignDraft, CampaignDraft>? change = null) => Campaign(draft =>
    {
        draft = draft with { Rounds = [One, Two], Addressees = [draft.Addressees[0], draft.Addressees[0] with { Number = 2, Email = "second@example.org" }] };
        return change?.Invoke(draft) ?? draft;
    });
}
