using System.Collections.Immutable;
using System.Globalization;

namespace Campaigns;

/// <summary>What happens in the phases: deadlines, messages, letters. Pure.</summary>
static class LifeEvents
{
    public static IEnumerable<LifeItem> Deadlines(Campaign campaign, IReadOnlyList<JournalEntry> journal)
    {
        foreach (var entry in journal.Where(entry => entry.What is "DeadlineMoved" or "DeadlineExtended" or "DeadlineSet"))
        {
            yield return new(LifeKind.DeadlineMoved, entry.At);
            if (entry.What != "DeadlineSet" && entry.Arguments.Count > 0 && Instant(entry.Arguments[0]) is { } old) yield return new(LifeKind.OldDeadline, old);
        }
        if (campaign.ClosesAt is not { } closes) yield break;
        if ((campaign.ClosedAt ?? campaign.CancelledAt) < closes)
        {
            yield return new(LifeKind.OldDeadline, closes); // it was not waited for
            yield break;
        }
        yield return new(LifeKind.Deadline, closes);
        if (campaign.GraceUntil is { } until && until > closes) yield return new(LifeKind.Grace, closes, until);
    }

    public static IEnumerable<LifeItem> Messages(Campaign campaign, IReadOnlyList<JournalEntry> journal, ImmutableArray<PlannedStep> ahead)
    {
        foreach (var entry in journal)
            if (entry.What == "Invited" && entry.Arguments is not ["0", ..]) yield return new(LifeKind.Invited, entry.At);
            else if (entry.What == "Reminded") yield return new(LifeKind.Reminder, entry.At, null, Number(entry));
            else if (entry.What == "UpdateSent") yield return new(LifeKind.Update, entry.At, null, Number(entry));
        if (campaign.Invitations == 0) yield break;
        foreach (var step in ahead)
            if (step.Kind == StepKind.Invite) yield return new(LifeKind.Invited, step.At);
            else if (step.Kind == StepKind.Remind) yield return new(LifeKind.Reminder, step.At, null, step.Number);
    }

    public static IEnumerable<LifeItem> Letters(Campaign campaign, ImmutableArray<PlannedStep> ahead, DateTimeOffset now)
    {
        foreach (var (plan, number) in campaign.Rounds.Select((plan, index) => (plan, index + 1)))
            if (plan.BegunAt is { } begun) yield return new(LifeKind.Round, begun, plan.SentAt ?? Later(begun, now), number);
        if (campaign.DispatchBegunAt is { } dispatch) yield return new(LifeKind.Letters, dispatch, campaign.DispatchedAt ?? Later(dispatch, now));
        foreach (var (plan, number) in campaign.FollowUps.Select((plan, index) => (plan, index + 1)))
            if (plan.SentAt is { } sent) yield return new(LifeKind.FollowUp, sent, null, number);
        foreach (var step in ahead)
            if (step.Kind == StepKind.BeginRound) yield return new(LifeKind.Round, step.At, null, Rounds.NumberOf(step.Number));
            else if (step.Kind == StepKind.Dispatch && campaign.Addressees > 0) yield return new(LifeKind.Letters, step.At);
            else if (step.Kind == StepKind.FollowUp) yield return new(LifeKind.FollowUp, step.At, null, FollowUps.NumberOf(step.Number));
    }

    public static IEnumerable<LifeItem> Embargo(Campaign campaign) =>
        campaign.EmbargoUntil is { } until && until > campaign.LaunchedAt ? [new(LifeKind.Embargo, campaign.LaunchedAt, until)] : [];

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    static int Number(JournalEntry entry) => entry.Arguments.Count > 0 && int.TryParse(entry.Arguments[0], CultureInfo.InvariantCulture, out var number) ? number : 0;

    static DateTimeOffset? Instant(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
