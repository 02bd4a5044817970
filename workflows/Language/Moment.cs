using System.Globalization;
using NodaTime;

namespace Campaigns.Language;

/// <summary>An instant as people read it: in the campaign's zone, by that zone's name, and in UTC. Never a bare date.</summary>
public static class Moment
{
    /// <summary><c>Friday 14 November 2025, 18:00</c> in <paramref name="zone"/> (IANA; UTC when unknown), written in <paramref name="language"/>.</summary>
    public static string In(string zone, DateTimeOffset instant, string language) =>
        Said(language, Local(zone, instant), spoken => $"{Date(spoken)}{spoken.BeforeTime}HH:mm");

    /// <summary>For the head of a letter: <c>14 November 2025</c>, the day it is in <paramref name="zone"/>.</summary>
    public static string Day(string zone, DateTimeOffset instant, string language) =>
        Said(language, Local(zone, instant), spoken => spoken.Day + spoken.Year);

    /// <summary>For the ends of an axis: <c>14 Nov, 18:00</c> in <paramref name="zone"/>.</summary>
    public static string Short(string zone, DateTimeOffset instant, string language) =>
        Said(language, Local(zone, instant), spoken => spoken.IsRightToLeft ? $"d MMM{spoken.BeforeTime}HH:mm" : "d MMM, HH:mm");

    /// <summary>For an axis of many months: <c>14 Nov 2025</c>, the day it is in <paramref name="zone"/>; the axis stands beside the instants themselves.</summary>
    public static string Dated(string zone, DateTimeOffset instant, string language) =>
        Said(language, Local(zone, instant), _ => "d MMM yyyy");

    /// <summary><c>Warsaw, UTC+01:00</c>: the zone's city with the offset it has at that instant; just <c>UTC</c> for UTC.</summary>
    public static string Zone(string zone, DateTimeOffset instant)
    {
        var offset = Local(zone, instant).Offset;
        var city = zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ');
        if (Find(zone) is null || city is "UTC" or "GMT" or "Zulu" or "UCT") return "UTC";
        return string.Create(CultureInfo.InvariantCulture, $"{city}, UTC{(offset < TimeSpan.Zero ? '−' : '+')}{offset:hh\\:mm}");
    }

    /// <summary>
    /// The same instant in UTC: the time alone (<c>17:00 UTC</c>) when the day is the same as in <paramref name="zone"/>,
    /// with the day when it is not; empty when the zone is UTC itself.
    /// </summary>
    public static string InUtc(string zone, DateTimeOffset instant, string language)
    {
        if (Zone(zone, instant) == "UTC") return "";
        var spoken = SpokenLanguage.Of(language);
        var time = Typeset.Isolated(spoken, instant.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture) + " UTC");
        if (Local(zone, instant).Date == instant.UtcDateTime.Date) return time;
        return Said(language, instant.ToUniversalTime(), spoken => spoken.Day) + (spoken.IsRightToLeft ? spoken.BeforeTime : ", ") + time;
    }

    /// <summary>For <c>&lt;time datetime&gt;</c>: ISO 8601 with seconds, in UTC.</summary>
    public static string Machine(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>For <c>&lt;input type="datetime-local"&gt;</c>: local date and time in <paramref name="zone"/>, to the minute.</summary>
    public static string Typed(string zone, DateTimeOffset instant) => Local(zone, instant).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    static string Date(SpokenLanguage spoken) =>
        spoken.WeekdayLast ? $"{spoken.Day}{spoken.Year} (dddd)" : $"dddd{spoken.AfterWeekday}{spoken.Day}{spoken.Year}";

    static DateTimeOffset Local(string zone, DateTimeOffset instant) =>
        Find(zone) is { } found ? Instant.FromDateTimeOffset(instant).InZone(found).ToDateTimeOffset() : instant.ToUniversalTime();

    static DateTimeZone? Find(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone);

    /// <summary>In the language that the words around it are in, which is English where the product does not speak <paramref name="language"/>.</summary>
    static string Said(string language, DateTimeOffset local, Func<SpokenLanguage, string> pattern) =>
        local.ToString(pattern(SpokenLanguage.Of(language)), SpokenLanguage.Of(language).Culture);
}
