namespace Campaigns;

public enum StepKind { Wait, Open, Invite, Remind, Close, DecideApproval, Dispatch, FinishDispatch, Report, NotifyCancelled, End }

/// <summary>The next thing to do, and when: <see cref="DueAt"/> null means it waits for a person.</summary>
/// <param name="Number">Of the reminder (from 1) or of the round of letters.</param>
public sealed record Step(StepKind Kind, DateTimeOffset? DueAt, int Number = 0);

/// <summary>What a campaign does next; pure. The desk and the operator's page show the same answer.</summary>
public static class Plan
{
    /// <summary>The first step that is not done, with the time at which it is due (which may be in the past: then it is due now).</summary>
    public static Step Next(Campaign campaign) => throw new NotImplementedException();
}
