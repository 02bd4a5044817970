using System.Collections.Immutable;

namespace Campaigns;

/// <summary>
/// Everything that is still to come, if nobody interferes: the plan is played to its end, with the rules that the campaign itself
/// follows. Where it depends on what is reached, that is what the caller says; otherwise every condition is taken to be met.
/// </summary>
public static class Timetable
{
    const int Longest = 50;
    static readonly Reached Enough = new(new Count(int.MaxValue / 2, int.MaxValue, 0));

    /// <param name="reached">What the campaign is taken to have reached at its close.</param>
    /// <returns>The steps in order, with the time each is due; a step without a time follows the one before, or waits for a person
    /// (<see cref="StepKind.Wait"/>, or the close of a campaign without a deadline; always the last). A reminder that another one overtakes is not among them.</returns>
    public static ImmutableArray<Step> Of(Campaign campaign, DateTimeOffset now, Reached? reached = null)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        while (steps.Count < Longest && Next(campaign) is { Kind: not StepKind.End } next)
        {
            if (next.DueAt > now) now = next.DueAt.Value;
            var isMoot = next.Kind == StepKind.Remind && Lifecycle.IsMoot(campaign, next.Number, now);
            if (!isMoot) steps.Add(next);
            if (next.Kind == StepKind.Wait || next is { Kind: StepKind.Close, DueAt: null }) break;
            StepCommand[] commands = isMoot ? [new StepCommand.ReminderSkipped(next.Number)] : Outcome(campaign, next, reached ?? Enough);
            campaign = commands.Aggregate(campaign, (before, command) => Lifecycle.Decide(before, command, now).Campaign ?? before);
        }
        return steps.ToImmutable();
    }

    static Step Next(Campaign campaign) =>
        Retention.IsResting(campaign) ? new(StepKind.Purge, Retention.EndsAt(campaign)) : Plan.Next(campaign);

    static StepCommand[] Outcome(Campaign campaign, Step step, Reached reached) => step.Kind switch
    {
        StepKind.Open => [new StepCommand.Opening(), new StepCommand.Opened(campaign.ClosesAt)],
        StepKind.Invite => [new StepCommand.Invited(0, campaign.InviteRounds)],
        StepKind.Remind => [new StepCommand.Reminded(step.Number, 0)],
        StepKind.MoveDeadline => [new StepCommand.DeadlineMoved(campaign.ClosesAt)],
        StepKind.TellDeadline => [new StepCommand.DeadlineTold(step.Number, 0)],
        StepKind.Close => [new StepCommand.Closed()],
        StepKind.DecideExtension => [new StepCommand.ExtensionDecided(reached, campaign.ClosesAt!.Value)],
        StepKind.DecideApproval => [new StepCommand.ApprovalDecided(reached)],
        StepKind.RemindApprovers => [new StepCommand.ApproversReminded(step.Number, 0)],
        StepKind.BeginRound when Rounds.HasToAsk(campaign, Rounds.Find(campaign, step.Number)!, reached) => [new StepCommand.RoundAsked(step.Number, reached.Count)],
        StepKind.BeginRound => [new StepCommand.RoundBegun(step.Number, reached.Count, null, step.DueAt!.Value)],
        StepKind.SendRound => [new StepCommand.RoundSent(step.Number)],
        StepKind.Dispatch => [new StepCommand.DispatchBegun(reached.Count)],
        StepKind.SendLetters or StepKind.FinishDispatch => [new StepCommand.Dispatched()],
        StepKind.Report => [new StepCommand.Reported()],
        StepKind.FollowUp => [new StepCommand.FollowedUp(step.Number, 0)],
        StepKind.NotifyCancelled => [new StepCommand.CancellationTold()],
        StepKind.Purge =>
            [new StepCommand.RetentionEnded(), new StepCommand.PurgeBegun(reached.Count, PersonalCount.Nothing), new StepCommand.Purged(PersonalCount.Nothing)],
        _ => [],
    };
}
