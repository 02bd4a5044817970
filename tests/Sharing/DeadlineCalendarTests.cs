using System.Text;
using Campaigns.Sharing;
using FsCheck;
using FsCheck.Fluent;
using static Campaigns.Tests.Life.Stories;

namespace Campaigns.Tests.Sharing;

/// <summary>The calendar file against the rules of RFC 5545.</summary>
public sealed class DeadlineCalendarTests
{
    const string Address = "https://campaigns.example.org/campaigns/aaaa";

    static readonly Campaign Open = Run(Campaign(draft => draft with { Reminders = [] }), Start);

    [Fact]
    public void It_is_one_event_at_the_deadline_in_utc()
    {
        var lines = Unfolded(File(Open, "Deadline to sign: Let him enter"));
        Assert.Equal(["BEGIN:VCALENDAR", "VERSION:2.0"], lines[..2]);
        Assert.Equal(["END:VEVENT", "END:VCALENDAR"], lines[^2..]);
        foreach (var required in (string[])["PRODID:", "UID:", "DTSTAMP:", "DTSTART:", "SEQUENCE:", "SUMMARY:"]) Assert.Single(lines, line => line.StartsWith(required, StringComparison.Ordinal));
        Assert.Contains($"DTSTART:{Open.ClosesAt!.Value.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}", lines);
        Assert.Contains($"UID:deadline-{Open.Id}@campaigns.example.org", lines);
    }

    [Fact]
    public void When_the_deadline_moves_the_same_event_moves()
    {
        var moved = Open.Do(new DeskCommand.Extend(Start.AddHours(9)), Start.AddHours(1));
        var again = moved.Do(new DeskCommand.Extend(Start.AddHours(7)), Start.AddHours(2));
        var files = new[] { Open, moved, again }.Select(one => Unfolded(File(one, "Deadline"))).ToList();
        Assert.Single(files.Select(lines => Of(lines, "UID")).Distinct());
        Assert.Equal(3, files.Select(lines => Of(lines, "DTSTART")).Distinct().Count());
        var sequences = files.Select(lines => int.Parse(Of(lines, "SEQUENCE"), System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.True(sequences[0] < sequences[1] && sequences[1] < sequences[2]);
    }

    [Fact]
    public void A_cancelled_campaign_cancels_the_event()
    {
        var cancelled = Open.Do(new DeskCommand.Cancel("over"), Start.AddHours(1));
        Assert.Contains("STATUS:CANCELLED", Unfolded(File(cancelled, "Deadline")));
    }

    [Fact]
    public void There_is_none_without_a_deadline_under_embargo_or_where_mail_is_neutral()
    {
        foreach (var campaign in (Campaign[])[Open with { ClosesAt = null }, Open with { EmbargoUntil = Start.AddDays(1) }, Open with { NeutralMail = true }])
            Assert.Null(DeadlineCalendar.Of(campaign, "Deadline", Address, Start));
    }

    [Fact]
    public void Any_title_comes_back_and_no_line_is_too_long() => Prop.ForAll<NonNull<string>>(typed =>
    {
        var title = new string([.. typed.Get.Where(sign => !char.IsControl(sign) && !char.IsSurrogate(sign))]) + new string('ф', typed.Get.Length * 7 % 90) + "😀;,\\n";
        var file = File(Open, title);
        Assert.DoesNotContain("\n", file.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.EndsWith("\r\n", file, StringComparison.Ordinal);
        Assert.All(file.Split("\r\n"), line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Equal(title, Of(Unfolded(file), "SUMMARY").Replace("\\;", ";", StringComparison.Ordinal).Replace("\\,", ",", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_line_end_in_a_title_ends_no_line() => Assert.Equal("one\\ntwo", DeadlineCalendar.Escaped("one\r\ntwo"));

    static string File(Campaign campaign, string summary) => DeadlineCalendar.Of(campaign, summary, Address, Start)!;

    static List<string> Unfolded(string file) => [.. file.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];

    static string Of(List<string> lines, string property) => lines.Single(line => line.StartsWith(property + ":", StringComparison.Ordinal))[(property.Length + 1)..];
}
