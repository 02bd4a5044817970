using System.Collections.Immutable;

namespace Campaigns;

/// <summary>When the campaign stood still, and why: for a person, after a restore, by an operator; and its alarms. Pure.</summary>
static class LifeWaits
{
    const int AlarmsShown = 5; // the last ones; the journal has all

    public static IEnumerable<LifeItem> Of(Campaign campaign, IReadOnlyList<JournalEntry> journal, ImmutableArray<PlannedStep> ahead, DateTimeOffset now)
    {
        if (campaign.ApprovalAskedAt is { } asked)
            yield return Span(LifeKind.WaitsForPerson, asked, campaign.ApprovedAt ?? campaign.DispatchBegunAt ?? campaign.CancelledAt, now);
        else if (!campaign.IsHeld && ahead.FirstOrDefault(step => step.Kind == StepKind.Wait) is { IsForAPerson: true } wait)
            yield return new(LifeKind.WaitsForPerson, wait.At, wait.At, IsOpenEnded: true);
        foreach (var plan in campaign.Rounds)
            if (plan.AskedAt is { } since) yield return Span(LifeKind.WaitsForPerson, since, plan.ApprovedAt ?? plan.BegunAt ?? plan.SkippedAt ?? campaign.CancelledAt, now);
        if (campaign.Restored is { } restored) yield return Span(LifeKind.Held, restored.RestoredAt, restored.ReleasedAt, now);
        foreach (var suspended in Suspensions(journal, now)) yield return suspended;
        foreach (var alarm in journal.Where(entry => entry.What == "AlarmRaised").TakeLast(AlarmsShown)) yield return new(LifeKind.Alarm, alarm.At);
    }

    static IEnumerable<LifeItem> Suspensions(IReadOnlyList<JournalEntry> journal, DateTimeOffset now)
    {
        DateTimeOffset? since = null;
        foreach (var entry in journal)
        {
            if (entry.What == "Suspended") since ??= entry.At;
            if (entry.What is not ("Resumed" or "Purged") || since is not { } from) continue;
            yield return new(LifeKind.Suspended, from, entry.At);
            since = null;
        }
        if (since is { } still) yield return Span(LifeKind.Suspended, still, null, now);
    }

    static LifeItem Span(LifeKind kind, DateTimeOffset from, DateTimeOffset? to, DateTimeOffset now) =>
        new(kind, from, to > from ? to : to is null && now > from ? now : from, IsOpenEnded: to is null);
}
