using System.Globalization;
using NodaTime;

namespace Campaigns;

/// <summary>When a reminder is due: a fraction of the window (<c>50%</c>) or a duration before the deadline (<c>PT1H</c>).</summary>
public static class ReminderTime
{
    /// <summary>The spelling that is stored, or null when <paramref name="text"/> is neither 1% to 99% nor a duration.</summary>
    public static string? Read(string text)
    {
        var typed = text.Trim();
        if (!typed.EndsWith('%'))
            return IsoDuration.Read(typed) is { } period && !IsoDuration.IsTooLong(period) ? IsoDuration.Write(period) : null;
        return Percent(typed) is { } percent and >= 1 and <= 99 ? FormattableString.Invariant($"{percent}%") : null;
    }

    /// <summary>The instant for a window from <paramref name="opens"/> to <paramref name="closes"/>.</summary>
    /// <param name="chosen">As <see cref="Read"/> gave it.</param>
    /// <param name="zone">The campaign's zone, in which durations of days and months are counted.</param>
    public static DateTimeOffset DueAt(string chosen, DateTimeOffset opens, DateTimeOffset closes, DateTimeZone zone) =>
        Percent(chosen) is { } percent
            ? opens + (closes - opens) * (percent / 100.0)
            : ZonedTime.Before(closes, IsoDuration.Read(chosen)!, zone);

    static int? Percent(string text) =>
        text.EndsWith('%') && int.TryParse(text[..^1].TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : null;
}
