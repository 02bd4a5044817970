using NodaTime;

namespace Campaigns.Invitations;

/// <summary>When a reminder is not to wake somebody. Pure.</summary>
public static class NightHours
{
    /// <summary>Local time; the night goes over midnight.</summary>
    static readonly LocalTime From = new(21, 0), Until = new(8, 0);

    /// <summary>What must be left between the morning and the deadline, for somebody to answer.</summary>
    public static readonly TimeSpan TimeToAnswer = TimeSpan.FromHours(2);

    /// <summary>The morning after, where it is night in <paramref name="zone"/>; null by day. In a gap of the clock it is the first moment after it.</summary>
    public static DateTimeOffset? EndsAt(DateTimeZone zone, DateTimeOffset now)
    {
        var local = Instant.FromDateTimeOffset(now).InZone(zone).LocalDateTime;
        if (local.TimeOfDay >= Until && local.TimeOfDay < From) return null;
        var day = local.TimeOfDay < Until ? local.Date : local.Date.PlusDays(1);
        return day.At(Until).InZoneLeniently(zone).ToInstant().ToDateTimeOffset();
    }

    /// <summary>Until when a reminder to this person is held; null: it goes now. Of an urgent campaign none is, nor one that would come too late.</summary>
    public static DateTimeOffset? HoldUntil(Campaign campaign, Invitation invitation, DateTimeOffset now) =>
        !campaign.Urgent && EndsAt(PersonZone.Of(invitation, campaign), now) is { } morning && morning + TimeToAnswer <= Plan.ClosingTime(campaign) ? morning : null;
}
