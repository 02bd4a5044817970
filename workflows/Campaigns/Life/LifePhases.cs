using System.Collections.Immutable;

namespace Campaigns;

/// <summary>The phases one after the other, each until the next begins. Pure.</summary>
static class LifePhases
{
    public static IEnumerable<LifeItem> Of(Campaign campaign, ImmutableArray<PlannedStep> ahead, DateTimeOffset now)
    {
        // What begins in one moment stays in the order in which it comes: a campaign may be approved as soon as somebody is asked.
        var begins = Begins(campaign, ahead).Where(one => one.At is not null).Select(one => (one.Kind, At: one.At!.Value)).OrderBy(one => one.At).ToList();
        for (var number = 0; number < begins.Count; number++)
        {
            var (kind, at) = begins[number];
            if (kind == LifeKind.Archived) yield return new(kind, at);
            else if (number + 1 < begins.Count) yield return new(kind, at, begins[number + 1].At);
            else yield return new(kind, at, at > now ? at : now, IsOpenEnded: true);
        }
    }

    static IEnumerable<(LifeKind Kind, DateTimeOffset? At)> Begins(Campaign campaign, ImmutableArray<PlannedStep> ahead)
    {
        yield return (LifeKind.Scheduled, campaign.LaunchedAt);
        yield return (LifeKind.Open, campaign.OpenedAt ?? At(ahead, StepKind.Open));
        yield return (LifeKind.Closed, campaign.ClosedAt ?? At(ahead, StepKind.Close));
        yield return (LifeKind.Approval, campaign.ApprovalAskedAt ?? (campaign.Phase is Phase.Approval || !ahead.Any(step => step.Kind == StepKind.Wait) || campaign.IsHeld ? null : At(ahead, StepKind.DecideApproval)));
        if (campaign is { ApprovalAskedAt: not null, ApprovedAt: { } approved } && (campaign.EmbargoUntil > approved || campaign.Phase == Phase.Closed)) yield return (LifeKind.Closed, approved);
        yield return (LifeKind.Dispatching, campaign.DispatchBegunAt ?? At(ahead, StepKind.Dispatch));
        yield return (LifeKind.Dispatched, campaign.DispatchedAt ?? At(ahead, StepKind.Report));
        yield return (LifeKind.Cancelled, campaign.CancelledAt);
        yield return (LifeKind.Archived, campaign.Purge?.BegunAt ?? At(ahead, StepKind.Purge));
    }

    static DateTimeOffset? At(ImmutableArray<PlannedStep> ahead, StepKind kind) =>
        ahead.Where(step => step.Kind == kind && !step.IsForAPerson).Select(step => (DateTimeOffset?)step.At).FirstOrDefault();
}
