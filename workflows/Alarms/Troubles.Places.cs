using System.Collections.Immutable;
using Campaigns.Mail;

namespace Campaigns.Alarms;

/// <summary>What is wrong beside the campaign's next step.</summary>
public static partial class Troubles
{
    /// <summary>The places that the watchdog's look at a campaign settles; others have their own look.</summary>
    public static readonly ImmutableArray<AlarmPlace> OfACampaign = [AlarmPlace.Run, AlarmPlace.Letters, AlarmPlace.Returned, AlarmPlace.Retention];
    /// <summary>So many mails that came back may be chance, and so large a part of all is not.</summary>
    public const int FewestReturned = 3;
    const int OneIn = 5;
    /// <summary>Longer than this nobody can do anything about letters that came back; the report says it.</summary>
    public static readonly TimeSpan ReturnedFor = TimeSpan.FromDays(14);
    /// <summary>How long the destruction of data may take to begin.</summary>
    public static readonly TimeSpan RetentionPatience = TimeSpan.FromHours(1);
    public static readonly TimeSpan ClockPatience = TimeSpan.FromMinutes(1);
    const int FewestRefused = 3;

    /// <summary>Whether the mail service refuses more than it takes.</summary>
    public static ImmutableArray<Trouble> OfMailService(MailService service) => service.Refused >= FewestRefused && service.Refused >= service.Taken
        ? [new Trouble(AlarmKind.Refused, service.RefusedSince!.Value) { Count = service.Refused }]
        : [];

    /// <param name="off">How far this machine is ahead of storage; null: not known.</param>
    public static ImmutableArray<Trouble> OfClock(TimeSpan? off, DateTimeOffset now) =>
        off?.Duration() > ClockPatience ? [new Trouble(AlarmKind.Clock, now) { Count = (int)Math.Min(int.MaxValue, off.Value.Duration().TotalSeconds) }] : [];

    public static ImmutableArray<Trouble> OfCount(bool differs, DateTimeOffset now) => differs ? [new Trouble(AlarmKind.Count, now)] : [];

    static Trouble? Returned(WatchFacts facts, DateTimeOffset now)
    {
        if (facts.Returned < FewestReturned || facts.Returned * OneIn < facts.Mailed || facts.Campaign.Phase == Phase.Archived) return null;
        return now - facts.Campaign.DispatchedAt > ReturnedFor ? null : new(AlarmKind.Returned, now) { Count = facts.Returned, Number = facts.Mailed };
    }

    static Trouble? Retained(WatchFacts facts, DateTimeOffset now) =>
        facts.WasWatched && Retention.IsResting(facts.Campaign) && Retention.EndsAt(facts.Campaign) is { } end && now - end > RetentionPatience ? new(AlarmKind.Retention, end) : null;
}
