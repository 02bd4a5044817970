using NodaTime;

namespace Campaigns;

/// <summary>How long what people gave is kept: counted from the letters or the cancellation, on the campaign's own calendar.</summary>
public static class Retention
{
    /// <summary>Where a launch chose nothing, and for campaigns from before there was a choice. ISO 8601 duration.</summary>
    public const string Default = "P1Y";
    public const int ShortestDays = 7;
    public const int LongestYears = 10;

    public static string Of(Campaign campaign) => campaign.Retention ?? Default;

    /// <summary>When the personal data is destroyed; before the campaign has ended, when that will be if it goes by its plan. Null when the
    /// plan has no date: nobody knows when a campaign without a deadline ends.</summary>
    public static DateTimeOffset? EndsAt(Campaign campaign)
    {
        if (campaign.Purge is { } purge) return purge.CompletedAt ?? purge.OrderedAt;
        var zone = ZonedTime.FindZone(campaign.TimeZone) ?? DateTimeZone.Utc;
        return From(campaign) is { } from ? ZonedTime.Add(from, IsoDuration.Read(Of(campaign))!, zone) : null;
    }

    /// <summary>Until the campaign has ended, the date moves with its deadline.</summary>
    public static bool IsPlanned(Campaign campaign) => !Lifecycle.IsEnded(campaign);

    /// <summary>Whether the time is over and nobody has ordered the purge yet.</summary>
    public static bool IsOver(Campaign campaign, DateTimeOffset now) => IsResting(campaign) && EndsAt(campaign) <= now;

    /// <summary>The campaign's work is done, and nothing is left but to keep its data for a while.</summary>
    public static bool IsResting(Campaign campaign) =>
        campaign.Purge is null && Lifecycle.IsEnded(campaign) && Plan.Next(campaign).Kind == StepKind.End;

    /// <summary>Null for text that is a good retention; otherwise the reason of the refusal with its arguments.</summary>
    internal static (string Reason, string[] Arguments)? Refusal(Period? chosen)
    {
        if (chosen is null) return ("NotADuration", []);
        var start = new LocalDateTime(2001, 1, 1, 0, 0); // any ordinary year
        if (IsoDuration.IsTooLong(chosen, LongestYears) || start.Plus(chosen) > start.PlusYears(LongestYears))
            return ("TooFarAhead", [LaunchFields.Number(LongestYears)]);
        return start.Plus(chosen) < start.PlusDays(ShortestDays) ? ("TooShort", [LaunchFields.Number(ShortestDays)]) : null;
    }

    static DateTimeOffset? From(Campaign campaign)
    {
        if ((campaign.DispatchedAt ?? campaign.CancelledAt) is { } ended) return ended;
        var closes = campaign.ClosesAt ?? campaign.ClosedAt;
        return campaign.EmbargoUntil > closes ? campaign.EmbargoUntil : closes;
    }
}
