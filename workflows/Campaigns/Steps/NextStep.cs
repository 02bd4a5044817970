using Campaigns.Letters.Reminding;

namespace Campaigns;

/// <summary>What a step's activity is given. Stored in histories: changing a name breaks campaigns in flight.</summary>
/// <param name="Number">Of the reminder or round; 0 for steps that have none.</param>
public sealed record StepInput(string CampaignId, int Number);

/// <summary>
/// What the orchestrator does next: an activity (after a round of letters, when <see cref="Letters"/> is above 0), or a wait,
/// or nothing any more. Stored in histories: changing a name breaks campaigns in flight.
/// </summary>
/// <param name="Activity">Null: there is nothing to do now.</param>
/// <param name="Until">While waiting, when the next step is due (UTC); null: a person decides.</param>
public sealed record NextStep(bool IsEnd, string? Activity, int Number, int Letters, DateTime? Until)
{
    static readonly NextStep End = new(true, null, 0, 0, null);

    /// <param name="campaign">Null when there is no such campaign (any more).</param>
    public static NextStep Of(Campaign? campaign, DateTimeOffset now)
    {
        if (campaign is null) return End;
        var next = Plan.Next(campaign);
        if (next.Kind == StepKind.End) return End;
        if (next.DueAt is not { } due || due > now) return new(false, null, 0, 0, next.DueAt?.UtcDateTime);
        return new(false, ActivityOf(next.Kind), next.Number, next.Kind is StepKind.SendLetters or StepKind.SendRound or StepKind.FollowUp ? campaign.Addressees : 0, null);
    }

    static string? ActivityOf(StepKind kind) => kind switch
    {
        StepKind.Open => nameof(OpenCampaign),
        StepKind.Invite => nameof(Invitations.SendInvitations),
        StepKind.Remind => nameof(Invitations.SendReminders),
        StepKind.MoveDeadline => nameof(MoveDeadline),
        StepKind.TellDeadline => nameof(Invitations.TellDeadline),
        StepKind.DecideExtension => nameof(DecideExtension),
        StepKind.Close => nameof(CloseCampaign),
        StepKind.DecideApproval => nameof(DecideApproval),
        StepKind.BeginRound => nameof(BeginRound),
        StepKind.SendRound => nameof(FinishRound),
        StepKind.Dispatch => nameof(BeginDispatch),
        StepKind.SendLetters or StepKind.FinishDispatch => nameof(FinishDispatch),
        StepKind.Report => nameof(SendReport),
        StepKind.FollowUp => nameof(FinishFollowUp),
        StepKind.NotifyCancelled => nameof(NotifyCancelled),
        StepKind.RemindApprovers => nameof(RemindApprovers),
        StepKind.Purge => nameof(Privacy.PurgeCampaign),
        _ => null,
    };
}
