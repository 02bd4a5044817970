using NodaTime;
using NodaTime.Text;

namespace Campaigns;

/// <summary>Local times in a campaign's zone, as people type them, and durations counted in that zone.</summary>
public static class ZonedTime
{
    static readonly OffsetPattern Offsets = OffsetPattern.CreateWithInvariantCulture("Z+HH:mm");

    /// <summary>The IANA zone of that name, or null.</summary>
    public static DateTimeZone? FindZone(string id) =>
        DateTimeZoneProviders.Tzdb.Ids.Contains(id) ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) : null;

    /// <summary>
    /// Reads <c>2026-03-29T02:30</c> (seconds and fractions allowed, a space for the T too) as local time in <paramref name="timeZone"/>,
    /// or an instant with its own offset (<c>Z</c>, <c>+02:00</c>). A local time in a gap is shifted forward by the gap; of two the earlier counts.
    /// </summary>
    /// <returns>UTC, or null when it is no date and time or the zone is unknown.</returns>
    public static DateTimeOffset? Read(string text, string timeZone) =>
        FindZone(timeZone) is { } zone && Parse(text) is { } time ? Resolve(time, zone) : null;

    internal static OffsetOrLocal? Parse(string text)
    {
        var typed = text.Trim().ToUpperInvariant();
        if (typed.Length < 16) return null;
        if (typed[10] == ' ') typed = $"{typed[..10]}T{typed[11..]}";

        var sign = typed.AsSpan(16).IndexOfAny('Z', '+', '-');
        var (local, offset) = sign < 0 ? (typed, "") : (typed[..(16 + sign)], typed[(16 + sign)..]);
        var date = LocalDateTimePattern.ExtendedIso.Parse(local.Length == 16 ? local + ":00" : local);
        // Outside of these years nothing is meant, and adding to the last one overflows.
        if (!date.Success || date.Value.Year is < 1900 or > 2200) return null;
        if (offset.Length == 0) return new(date.Value, null);
        return Offsets.Parse(offset) is { Success: true } found ? new(date.Value, found.Value) : null;
    }

    internal static DateTimeOffset Resolve(OffsetOrLocal time, DateTimeZone zone) =>
        (time.Offset is { } offset
            ? time.Local.WithOffset(offset).ToInstant()
            : time.Local.InZone(zone, NodaTime.TimeZones.Resolvers.LenientResolver).ToInstant()).ToDateTimeOffset();

    /// <summary><paramref name="from"/> and a duration, counted on the zone's calendar and clock: P1D ends at the same time of day.</summary>
    public static DateTimeOffset Add(DateTimeOffset from, Period period, DateTimeZone zone)
    {
        var local = Instant.FromDateTimeOffset(from).InZone(zone).LocalDateTime;
        var days = PeriodOf(period, dates: true);
        // Hours are elapsed time: PT6H over the change to summer time are six hours that pass.
        return local.Plus(days).InZone(zone, NodaTime.TimeZones.Resolvers.LenientResolver).ToInstant()
            .Plus(PeriodOf(period, dates: false).ToDuration()).ToDateTimeOffset();
    }

    /// <summary>The instant a duration before <paramref name="until"/>; counted as <see cref="Add"/> counts.</summary>
    public static DateTimeOffset Before(DateTimeOffset until, Period period, DateTimeZone zone) =>
        Add(until, Period.Zero - period, zone);

    static Period PeriodOf(Period period, bool dates) => dates
        ? new PeriodBuilder { Years = period.Years, Months = period.Months, Weeks = period.Weeks, Days = period.Days }.Build()
        : new PeriodBuilder { Hours = period.Hours, Minutes = period.Minutes, Seconds = period.Seconds, Nanoseconds = Fraction(period) }.Build();

    static long Fraction(Period period) => period.Milliseconds * 1_000_000 + period.Ticks * 100 + period.Nanoseconds;

    internal readonly record struct OffsetOrLocal(LocalDateTime Local, Offset? Offset);
}
