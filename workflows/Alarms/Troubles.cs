using System.Collections.Immutable;
using Campaigns.Mail;
using Microsoft.DurableTask.Client;

namespace Campaigns.Alarms;

/// <summary>What the watchdog knows about one campaign.</summary>
/// <param name="IsKnown">False: the task hub was not asked, or did not answer; then <paramref name="Status"/> says nothing.</param>
/// <param name="Status">Null: there is no orchestration.</param>
/// <param name="UnknownLetters">Letters of unknown outcome for which nobody has decided anything.</param>
/// <param name="LastLetterAt">When the latest letter was begun: a long round that moves on is not overdue.</param>
public sealed record WatchFacts(
    Campaign Campaign, bool IsKnown, OrchestrationRuntimeStatus? Status, int UnknownLetters = 0, DateTimeOffset? LastLetterAt = null)
{
    /// <summary>Letters and invitations that came back or were refused.</summary>
    public int Returned { get; init; }
    /// <summary>Letters that left, and invitations of which the mail service has told something.</summary>
    public int Mailed { get; init; }
    /// <summary>The open alarm of <see cref="AlarmPlace.Run"/>; null for none.</summary>
    public Trouble? Red { get; init; }
    /// <summary>The watchdog looked lately. After a stop what is overdue is just being begun.</summary>
    public bool WasWatched { get; init; }

    public bool IsWorking => IsKnown && Status is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending;
    public bool IsStopped => IsKnown && Status is OrchestrationRuntimeStatus.Suspended or OrchestrationRuntimeStatus.Terminated;
    public bool IsGone => IsKnown && !IsWorking && !IsStopped;
}

/// <summary>What is wrong with a campaign: a pure function of the facts.</summary>
public static partial class Troubles
{
    /// <summary>A step that is on its way is not overdue; a launch may still be about to start its orchestration.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    /// <summary>How long an orchestration may take to notice that its campaign is over.</summary>
    public static readonly TimeSpan Lingering = TimeSpan.FromMinutes(5);
    /// <summary>How long a message may wait: a busy mail service is asked again for longer than a minute.</summary>
    public static readonly TimeSpan MailPatience = TimeSpan.FromMinutes(10);

    /// <returns>One for each <see cref="AlarmPlace"/> at most.</returns>
    public static ImmutableArray<Trouble> Of(WatchFacts facts, DateTimeOffset now) =>
        [.. new[] { Run(facts, now), Letters(facts, now), Returned(facts, now), Retained(facts, now) }.OfType<Trouble>()];

    public static ImmutableArray<Trouble> OfMail(WaitingMail waiting, DateTimeOffset now) =>
        now - waiting.Oldest > MailPatience ? [new Trouble(AlarmKind.Mail, waiting.Oldest!.Value) { Count = waiting.Messages }] : [];

    /// <summary>Whether the next step should have happened.</summary>
    public static bool IsOverdue(Step next, DateTimeOffset now) => now - next.DueAt > Grace;

    static Trouble? Run(WatchFacts facts, DateTimeOffset now)
    {
        var campaign = facts.Campaign;
        var next = Plan.Next(campaign);
        if (campaign.IsHeld) return Of(AlarmKind.Held, next, campaign.Restored!.RestoredAt);
        if (next.Kind == StepKind.End)
            return facts.IsWorking && now - EndOf(campaign) > Lingering ? new(AlarmKind.Lingering, EndOf(campaign)!.Value) { Status = facts.Status } : null;
        if (next.Kind == StepKind.Purge && !IsOverdue(next, now)) return null; // it rested, and is just being started again
        if (facts.IsGone && now - campaign.LaunchedAt > Grace)
            return Of(AlarmKind.Lost, next, next.DueAt < now ? next.DueAt.Value : now) with { Status = facts.Status };
        if (!IsOverdue(next, now) || MovesOn(facts, next, now)) return null;
        var kind = facts switch
        {
            { IsStopped: true, Status: OrchestrationRuntimeStatus.Suspended } => AlarmKind.Suspended,
            { IsStopped: true } => AlarmKind.Terminated,
            { Campaign.LastError: not null } => AlarmKind.Failing,
            _ => AlarmKind.Overdue,
        };
        return Of(kind, next, next.DueAt!.Value) with { Error = campaign.LastError, Count = campaign.Failures };
    }

    /// <summary>Once its alarm is red, a round is what it is until it is through: each try of a letter that fails, and one that is skipped, would end the alarm for a moment.</summary>
    static bool MovesOn(WatchFacts facts, Step next, DateTimeOffset now) =>
        next.Kind is StepKind.SendLetters or StepKind.SendRound && now - facts.LastLetterAt <= Grace && (facts.Red?.Step, facts.Red?.Number) != (next.Kind, next.Number);

    static Trouble? Letters(WatchFacts facts, DateTimeOffset now) => facts.UnknownLetters == 0 || facts.Campaign.Phase == Phase.Archived // nobody can send them again
        ? null
        : new(AlarmKind.Letters, facts.Campaign.DispatchedAt ?? now) { Count = facts.UnknownLetters };

    static Trouble Of(AlarmKind kind, Step next, DateTimeOffset since) => new(kind, since) { Step = next.Kind, Number = next.Number };

    static DateTimeOffset? EndOf(Campaign campaign) => campaign.Purge?.CompletedAt ?? campaign.ReportedAt ?? campaign.CancellationToldAt;
}
