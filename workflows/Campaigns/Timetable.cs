using System.Collections.Immutable;

namespace Campaigns;

/// <summary>
/// Everything that is still to come, if nobody interferes: the plan is played to its end, with the rules that the campaign itself
/// follows. Where it depends on a count that is not known yet, the thresholds are taken to be reached.
/// </summary>
public static class Timetable
{
    const int Longest = 50;
    static readonly Count Enough = new(int.MaxValue / 2, int.MaxValue, 0);

    /// <returns>The steps in order, with the time each is due; a step without a time follows the one before, or waits for a person
    /// (<see cref="StepKind.Wait"/>, or the close of a campaign without a deadline; always the last).</returns>
    public static ImmutableArray<Step> Of(Campaign campaign, DateTimeOffset now)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        while (steps.Count < Longest && Next(campaign) is { Kind: not StepKind.End } next)
        {
            steps.Add(next);
            if (next.Kind == StepKind.Wait || next is { Kind: StepKind.Close, DueAt: null }) break;
            if (next.DueAt > now) now = next.DueAt.Value;
            campaign = Outcome(campaign, next).Aggregate(campaign, (before, command) => Lifecycle.Decide(before, command, now).Campaign ?? before);
        }
        return steps.ToImmutable();
    }

    static Step Next(Campaign campaign) =>
        Retention.IsResting(campaign) ? new(StepKind.Purge, Retention.EndsAt(campaign)) : Plan.Next(campaign);

    static StepCommand[] Outcome(Campaign campaign, Step step) => step.Kind switch
    {
        StepKind.Open => [new StepCommand.Opening(), new StepCommand.Opened(campaign.ClosesAt)],
        StepKind.Invite => [new StepCommand.Invited(0, campaign.InviteRounds)],
        StepKind.Remind => [new StepCommand.Reminded(step.Number, 0)],
        StepKind.MoveDeadline => [new StepCommand.DeadlineMoved(campaign.ClosesAt)],
        StepKind.Close => [new StepCommand.Closed()],
        StepKind.DecideApproval => [new StepCommand.ApprovalDecided(Enough)],
        StepKind.BeginRound when Rounds.HasToAsk(campaign, Rounds.Find(campaign, step.Number)!, Enough) => [new StepCommand.RoundAsked(step.Number, Enough)],
        StepKind.BeginRound => [new StepCommand.RoundBegun(step.Number, Enough, null, step.DueAt!.Value)],
        StepKind.SendRound => [new StepCommand.RoundSent(step.Number)],
        StepKind.Dispatch => [new StepCommand.DispatchBegun(Enough)],
        StepKind.SendLetters or StepKind.FinishDispatch => [new StepCommand.Dispatched()],
        StepKind.Report => [new StepCommand.Reported()],
        StepKind.FollowUp => [new StepCommand.FollowedUp(step.Number, 0)],
        StepKind.NotifyCancelled => [new StepCommand.CancellationTold()],
        StepKind.Purge =>
            [new StepCommand.RetentionEnded(), new StepCommand.PurgeBegun(Enough, PersonalCount.Nothing), new StepCommand.Purged(PersonalCount.Nothing)],
        _ => [],
    };
}
