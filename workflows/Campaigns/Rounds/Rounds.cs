using System.Collections.Immutable;
using NodaTime;

namespace Campaigns;

/// <summary>
/// Rounds of letters that leave while the window stays open, or under embargo. Pure. In the ledger each is a round of its own, numbered from <see cref="FirstRound"/>;
/// the round at the close is <see cref="Plan.FirstRound"/>.
/// </summary>
public static class Rounds
{
    public const int FirstRound = 11;

    /// <summary>From 1, as people see it.</summary>
    public static int NumberOf(int round) => round - FirstRound + 1;

    public static int RoundOf(int number) => FirstRound + number - 1;

    public static bool Is(int round) => round is >= FirstRound and < FollowUps.FirstRound;

    /// <summary>Null for every other kind of round, and a number that there is not.</summary>
    public static RoundPlan? Find(Campaign campaign, int round) => Is(round) && NumberOf(round) <= campaign.Rounds.Length ? campaign.Rounds[NumberOf(round) - 1] : null;

    /// <summary>Every round of letters that has begun, the last one last; without reminders.</summary>
    public static IEnumerable<int> Begun(Campaign campaign) => campaign.Rounds.Select((plan, index) => (plan, round: RoundOf(index + 1)))
        .Where(one => one.plan.BegunAt is not null).Select(one => one.round).Concat(campaign.DispatchBegunAt is null ? [] : [Plan.FirstRound]);

    /// <summary>Whether this round has a letter for this addressee. Who had one under embargo has the campaign's letter.</summary>
    public static bool Goes(Campaign campaign, int round, int addressee) => round == Plan.FirstRound
        ? Early(campaign) is not { } early || !campaign.Rounds[NumberOf(early) - 1].Goes(addressee)
        : Find(campaign, round)?.Goes(addressee) != false;

    /// <summary>The round in which this addressee gets the campaign's last letter.</summary>
    public static int LetterRound(Campaign campaign, int addressee) => Goes(campaign, Plan.FirstRound, addressee) ? Plan.FirstRound : Early(campaign)!.Value;

    /// <summary>The round that left under embargo; null when there was none.</summary>
    static int? Early(Campaign campaign) => campaign.Rounds.Select((plan, index) => (plan, index)).Where(one => one.plan is { IsEarly: true, BegunAt: not null })
        .Select(one => (int?)RoundOf(one.index + 1)).FirstOrDefault();

    /// <summary>Instances of the orchestrations of letters, and of reminders to offices.</summary>
    public static IEnumerable<string> Instances(Campaign campaign) => Enumerable.Range(1, campaign.Rounds.Length).Select(RoundOf).Prepend(Plan.FirstRound)
        .Concat(Enumerable.Range(1, campaign.FollowUps.Length).Select(FollowUps.RoundOf))
        .Select(round => FormattableString.Invariant($"{campaign.Id}-round-{round}"));

    /// <summary>What is next of the rounds, and when; null when there is none, or all of them wait for a person. One that has begun is brought to its end before anything else.</summary>
    public static Step? Next(Campaign campaign)
    {
        var all = campaign.Rounds.Select((plan, index) => (plan, round: RoundOf(index + 1))).ToList();
        if (all.Find(one => one.plan is { BegunAt: not null, SentAt: null }) is { plan: { } begun, round: var unsent }) return new(StepKind.SendRound, begun.BegunAt, unsent);
        return all.Where(one => one.plan.IsAhead && !one.plan.IsWaiting).Select(one => new Step(StepKind.BeginRound, DueAt(campaign, one.plan), one.round))
            .Where(step => step.DueAt is not null).OrderBy(step => step.DueAt).ThenBy(step => step.Number).FirstOrDefault();
    }

    /// <summary>When it leaves, as far as that is known.</summary>
    public static DateTimeOffset? DueAt(Campaign campaign, RoundPlan plan)
    {
        if (plan.IsEarly) return campaign.Phase == Phase.Closed && campaign.EmbargoUntil > campaign.ApprovedAt ? campaign.ApprovedAt : null;
        if (campaign.Phase is not (Phase.Scheduled or Phase.Open)) return null;
        DateTimeOffset?[] times = [plan.DueAt, plan.ApprovedAt, plan.UnderEmbargo ? null : campaign.EmbargoUntil];
        return times.Max();
    }

    /// <summary>Whether a person has to let it go: also where a missed condition would put off the deadline or end the campaign, which is not due yet.</summary>
    public static bool HasToAsk(Campaign campaign, RoundPlan plan, Reached reached) => plan is { ApprovedAt: null, IsEarly: false }
        && (campaign.Approval == ApprovalRule.Always || (Conditions.AreMissed(campaign, reached) && Conditions.IfMissed(campaign) is not null));

    /// <summary>Those that are counted from the opening, as it is planned or as it was.</summary>
    internal static Campaign WithTimes(Campaign campaign)
    {
        if (campaign.Rounds.IsEmpty) return campaign;
        var zone = ZonedTime.FindZone(campaign.TimeZone) ?? DateTimeZone.Utc;
        return campaign with
        {
            Rounds = [.. campaign.Rounds.Select(plan => plan.Chosen.Length == 0 || !plan.IsAhead ? plan : plan with { DueAt = ZonedTime.Add(campaign.OpenedAt ?? campaign.OpensAt, IsoDuration.Read(plan.Chosen)!, zone) })],
        };
    }

    /// <summary>The window is closed: what has not begun by then does not leave; everybody is in the last round.</summary>
    internal static Campaign Closed(Campaign campaign, DateTimeOffset now) => campaign.Rounds.All(plan => plan.IsEarly || !plan.IsAhead) ? campaign
        : campaign with { Rounds = [.. campaign.Rounds.Select(plan => plan is { IsEarly: false, IsAhead: true } ? plan with { SkippedAt = now } : plan)] };

    internal static Campaign With(Campaign campaign, int round, Func<RoundPlan, RoundPlan> change) =>
        campaign with { Rounds = campaign.Rounds.SetItem(NumberOf(round) - 1, change(Find(campaign, round)!)) };
}
