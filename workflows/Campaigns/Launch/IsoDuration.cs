using NodaTime;
using NodaTime.Text;

namespace Campaigns;

/// <summary>
/// ISO 8601 durations (<c>PT40S</c>, <c>P10M</c>, <c>P1W</c>, <c>P1DT12H</c>) as windows and reminders use them: above zero, no signs.
/// </summary>
public static class IsoDuration
{
    public const int LongestYears = 3;

    /// <summary>The duration, or null when the text is none, is zero or has a sign. Case does not matter.</summary>
    public static Period? Read(string text)
    {
        var typed = text.Trim().ToUpperInvariant();
        if (typed.Length is < 3 or > 40 || typed.Contains('-', StringComparison.Ordinal)) return null;
        var parsed = PeriodPattern.NormalizingIso.Parse(typed);
        return parsed.Success && parsed.Value != Period.Zero && Days(parsed.Value) > 0 ? parsed.Value : null;
    }

    /// <summary>The spelling that is stored: <c>PT60M</c> becomes <c>PT1H</c>.</summary>
    public static string Write(Period period) => PeriodPattern.NormalizingIso.Format(period);

    /// <summary>True when it is certainly longer than any window may be; such ones are not to be added to a date.</summary>
    internal static bool IsTooLong(Period period, int years = LongestYears) => Days(period) > (years + 1) * 366;

    // Only a measure: a month has 31 days here.
    static double Days(Period p) =>
        p.Years * 366.0 + p.Months * 31.0 + p.Weeks * 7.0 + p.Days
        + p.Hours / 24.0 + p.Minutes / 1440.0 + p.Seconds / 86400.0
        + p.Milliseconds / 86400e3 + p.Ticks / 86400e7 + p.Nanoseconds / 86400e9;
}
