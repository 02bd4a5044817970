using System.Collections.Immutable;

namespace Campaigns;

/// <summary>One reminder to the offices that have not answered.</summary>
/// <param name="Chosen">ISO 8601 duration after the letters (<c>P14D</c>), or empty where a person gave the time.</param>
/// <param name="DueAt">UTC; null as long as the letters have not left.</param>
/// <param name="SentAt">When the last of its messages had been handed over.</param>
public sealed record FollowUpPlan(string Chosen, DateTimeOffset? DueAt, DateTimeOffset? SentAt = null);

/// <summary>
/// When offices are written to again that have not answered. In the ledger each is a round of its own, numbered from <see cref="FirstRound"/>.
/// </summary>
public static class FollowUps
{
    public const int FirstRound = 101;

    /// <summary>From 1.</summary>
    public static int NumberOf(int round) => round - FirstRound + 1;

    public static int RoundOf(int number) => FirstRound + number - 1;

    public static bool Is(int round) => round >= FirstRound;

    /// <summary>The next one that is not sent; null when there is none, or nobody to write to.</summary>
    public static Step? Next(Campaign campaign)
    {
        if (campaign.Addressees == 0) return null;
        var open = campaign.FollowUps.Select((plan, index) => (plan, round: RoundOf(index + 1))).Where(one => one.plan is { SentAt: null, DueAt: not null });
        return open.OrderBy(one => one.plan.DueAt).Select(one => new Step(StepKind.FollowUp, one.plan.DueAt, one.round)).FirstOrDefault();
    }

    /// <summary>The letters have left: from now on each has its time.</summary>
    internal static Campaign Begin(Campaign campaign, DateTimeOffset dispatchedAt)
    {
        var zone = ZonedTime.FindZone(campaign.TimeZone) ?? NodaTime.DateTimeZone.Utc;
        return campaign with { FollowUps = [.. campaign.FollowUps.Select(plan => plan.DueAt is null ? plan with { DueAt = ZonedTime.Add(dispatchedAt, IsoDuration.Read(plan.Chosen)!, zone) } : plan)] };
    }

    /// <summary>What was sent stays, with its number; what was planned gives way to these times.</summary>
    internal static ImmutableArray<FollowUpPlan> Replace(Campaign campaign, IEnumerable<DateTimeOffset> times) =>
        [.. campaign.FollowUps.Where(plan => plan.SentAt is not null), .. times.Order().Select(at => new FollowUpPlan("", at))];
}
