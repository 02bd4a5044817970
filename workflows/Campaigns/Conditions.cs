using System.Collections.Immutable;
using NodaTime;

namespace Campaigns;

/// <summary>What becomes of the letters when a condition is missed at the close.</summary>
public enum MissedRule
{
    /// <summary>What <see cref="ApprovalRule"/> says: they leave, or a person is asked.</summary>
    Approval,
    /// <summary>A person is asked.</summary>
    Ask,
    /// <summary>The deadline is extended, once; when a condition is missed again, a person is asked.</summary>
    Extend,
    /// <summary>The campaign ends without letters.</summary>
    DoNotSend,
}

/// <summary>An organisation that has to sign before letters leave. <paramref name="Number"/> counts from 1 in the order given.</summary>
public sealed record MustSign(int Number, string Organisation, string Country);

/// <summary>What has been reached, to be held against the conditions.</summary>
/// <param name="Objections">Organisations that declined their invitation, and of which nobody has signed.</param>
/// <param name="Missing">Organisations that have to sign and have not.</param>
public sealed record Reached(Count Count, int Objections, ImmutableArray<MustSign> Missing)
{
    public Reached(Count count) : this(count, 0, []) { }
}

/// <summary>What the rules of a campaign decide at its close.</summary>
public enum AtClose { Send, Ask, Extend, DoNotSend }

/// <summary>What was made a condition of the letters, and what happens when it is missed. Pure.</summary>
public static class Conditions
{
    /// <summary>A decision that comes later than this after the deadline counts the extension from itself, so that people have the whole time.</summary>
    static readonly TimeSpan Punctual = TimeSpan.FromMinutes(5);

    public static bool Any(Campaign campaign) =>
        campaign.MinimumSignatures is not null || campaign.MinimumCountries is not null || campaign.MaximumObjections is not null || campaign.MustSigns > 0;

    public static bool AreMissed(Campaign campaign, Reached reached) =>
        reached.Count.Signatures < campaign.MinimumSignatures || reached.Count.Countries < campaign.MinimumCountries
        || reached.Objections > campaign.MaximumObjections || reached.Missing.Length > 0;

    /// <summary>Whether the end of the window may yet be put off: only the deadline's, not when a person or the target closed it, and only once.</summary>
    public static bool MayExtend(Campaign campaign) =>
        campaign is { WhenMissed: MissedRule.Extend, ExtendBy: not null, ExtensionDecidedAt: null, CloseRequestedAt: null, ClosesAt: not null, Phase: Phase.Scheduled or Phase.Open };

    /// <summary>Whether nobody can sign, and everybody may again in a moment: the deadline has passed, and it is to be decided whether it is put off.</summary>
    public static bool IsBeingDecided(Campaign campaign, DateTimeOffset now) => campaign.Phase == Phase.Open && MayExtend(campaign) && now >= campaign.ClosesAt;

    /// <summary>What is decided at the close if these are missed, or are not.</summary>
    public static AtClose Outcome(Campaign campaign, bool missed)
    {
        if (missed && MayExtend(campaign)) return AtClose.Extend;
        if (missed && campaign.WhenMissed == MissedRule.DoNotSend) return AtClose.DoNotSend;
        var asksIfMissed = campaign.Approval == ApprovalRule.BelowThreshold || campaign.WhenMissed is MissedRule.Ask or MissedRule.Extend;
        return campaign.Approval == ApprovalRule.Always || (missed && asksIfMissed) ? AtClose.Ask : AtClose.Send;
    }

    /// <summary>What a missed condition leads to; null: nothing hangs on any, the letters leave all the same.</summary>
    public static AtClose? IfMissed(Campaign campaign) => Any(campaign) && Outcome(campaign, missed: true) is not AtClose.Send and var outcome ? outcome : null;

    /// <summary>As <see cref="Outcome"/>, when a person closes before the deadline.</summary>
    public static AtClose OutcomeByHand(Campaign campaign, bool missed) => Outcome(campaign with { CloseRequestedAt = DateTimeOffset.MinValue }, missed);

    /// <summary>The deadline after the one that has just passed.</summary>
    public static DateTimeOffset ExtendedDeadline(Campaign campaign, DateTimeOffset now)
    {
        var (zone, by) = (ZonedTime.FindZone(campaign.TimeZone) ?? DateTimeZone.Utc, IsoDuration.Read(campaign.ExtendBy!)!);
        var next = ZonedTime.Add(campaign.ClosesAt!.Value, by, zone);
        return next > now && now <= Plan.ClosingTime(campaign) + Punctual ? next : ZonedTime.Add(now, by, zone);
    }

    /// <summary>As it stands in addresses and JSON.</summary>
    public static string Word(MissedRule rule) => rule == MissedRule.DoNotSend ? "do-not-send" : rule.ToString().ToLowerInvariant();
}
