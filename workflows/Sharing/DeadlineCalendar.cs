using System.Globalization;
using System.Text;

namespace Campaigns.Sharing;

/// <summary>
/// A campaign's deadline as a calendar file (RFC 5545): one event, at an instant in UTC, so that every calendar shows it on its own clock. Its <c>UID</c> stays when
/// the deadline moves and its <c>SEQUENCE</c> grows, so that a calendar moves the event instead of adding another. Pure.
/// </summary>
public static class DeadlineCalendar
{
    public const string ContentType = "text/calendar; charset=utf-8";

    /// <summary>Octets of a line without its end, by the RFC.</summary>
    const int Most = 75;

    /// <param name="summary">Title of the event, in the reader's language.</param>
    /// <param name="address">Of the campaign's page, absolute.</param>
    /// <returns>Null where there is no deadline, or nothing of the campaign may be seen (embargo), or named (neutral mail).</returns>
    public static string? Of(Campaign campaign, string summary, string address, DateTimeOffset now)
    {
        if (campaign.ClosesAt is not { } closes || !Shared.MaySee(campaign, now)) return null;
        var since = campaign.CancelledAt ?? campaign.DeadlineMovedAt ?? campaign.OpenedAt;
        return Write(
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Campaigns//Deadline//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            $"UID:deadline-{campaign.Id}@{new Uri(address).Host}",
            $"SEQUENCE:{Sequence(since)}", $"DTSTAMP:{Utc(since ?? campaign.LaunchedAt)}", $"DTSTART:{Utc(closes)}",
            $"SUMMARY:{Escaped(summary)}",
            $"URL:{address}",
            $"STATUS:{(campaign.Phase == Phase.Cancelled ? "CANCELLED" : "CONFIRMED")}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT", "END:VCALENDAR",
        ]);
    }

    /// <summary>Grows with every change, whichever it was: the second in which the event became what it is, counted from 2020; 0 as it was launched.</summary>
    static long Sequence(DateTimeOffset? since) => since is { } at ? (long)(at - new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalSeconds : 0;

    static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Of a text value: backslash, semicolon, comma and line ends.</summary>
    internal static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).ReplaceLineEndings("\\n");

    static string Write(IEnumerable<string> lines)
    {
        var file = new StringBuilder();
        foreach (var line in lines) Fold(file, line);
        return file.ToString();
    }

    /// <summary>A long line goes on in the next, behind one space; no character is torn apart.</summary>
    internal static void Fold(StringBuilder file, string line)
    {
        var used = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (used + rune.Utf8SequenceLength > Most)
            {
                file.Append("\r\n ");
                used = 1;
            }
            file.Append(rune.ToString());
            used += rune.Utf8SequenceLength;
        }
        file.Append("\r\n");
    }
}
