using System.Text.RegularExpressions;
using Campaigns.Language;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Tests.Life;
using NodaTime;
using NodaTime.TimeZones;

namespace Campaigns.Tests.Schedule;

/// <summary>
/// Deadlines that somebody types in the hour that a change of clocks skips or repeats: what is stored, shown, enforced and mailed is one
/// instant. Where clocks do not change (Bishkek, Kathmandu), the same hours of the same nights.
/// </summary>
public sealed class ClockChangeTests
{
    static readonly string[] Zones = ["Europe/Oslo", "Asia/Bishkek", "America/Toronto", "Asia/Kathmandu"];

    /// <summary>Each change from 2026 to 2028 in each zone; where there are none, those of Oslo's and Toronto's nights.</summary>
    public static TheoryData<string, string> Deadlines()
    {
        var data = new TheoryData<string, string>();
        foreach (var id in Zones)
        {
            var zone = DateTimeZoneProviders.Tzdb[id];
            var nights = Changes(zone).ToList();
            if (nights.Count == 0) nights = [.. Zones.SelectMany(other => Changes(DateTimeZoneProviders.Tzdb[other]))];
            Assert.True(nights.Count >= 6);
            foreach (var night in nights)
                foreach (var minutes in new[] { -1, 0, 30, 59, 60 })
                    data.Add(id, night.PlusMinutes(minutes).ToString("uuuu-MM-dd'T'HH:mm", null));
        }
        return data;
    }

    /// <summary>The first local moment that is skipped, or that comes twice.</summary>
    static IEnumerable<LocalDateTime> Changes(DateTimeZone zone) =>
        from interval in zone.GetZoneIntervals(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2029, 1, 1, 0, 0))
        where interval.HasEnd && interval.End < Instant.FromUtc(2029, 1, 1, 0, 0)
        let before = interval.End.InZone(new SingleZone(interval)).LocalDateTime
        let after = interval.End.InZone(zone).LocalDateTime
        select before < after ? before : after;

    [Theory]
    [MemberData(nameof(Deadlines))]
    public void A_deadline_in_the_hour_of_the_change_is_one_instant_everywhere(string id, string typed)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var local = LocalDateTime.FromDateTime(DateTime.Parse(typed, null));
        // By the calendar of the zone alone: skipped times move on by the gap, of two the first counts.
        var map = zone.MapLocal(local);
        var expected = map.Count > 0
            ? map.First().ToInstant()
            : local.InZoneStrictlyAt(map.EarlyInterval);

        var stored = Stored(id, typed, expected);
        Shown(id, stored, map.Count == 0 ? local.PlusMinutes(60) : local);
        Enforced(stored);
        Mailed(id, stored);
    }

    static Campaign Stored(string id, string typed, Instant expected)
    {
        var now = expected.ToDateTimeOffset().AddDays(-2);
        var form = Launches.Form(("window", null), ("closesAt", typed), ("timeZone", id), ("reminders", "PT1H, P1D"));
        var draft = LaunchReader.Read(LaunchInput.FromForm(form), now).Value;
        var launched = Lifecycle.Launch(draft, "aaaaaaaaaaaaaaaa", now);
        var campaign = CampaignRow.Read(CampaignRow.Of(launched)).Campaign;
        Assert.Equal(expected.ToDateTimeOffset(), campaign.ClosesAt);
        // An hour before is an hour that passes; a day before is the same time of day, or as near as the night allows.
        Assert.Contains(campaign.Reminders, reminder => reminder.DueAt == campaign.ClosesAt!.Value.AddHours(-1));
        Assert.InRange((campaign.ClosesAt!.Value - campaign.Reminders.Single(reminder => reminder.Chosen == "P1D").DueAt).TotalHours, 23, 25);
        return campaign;
    }

    static void Shown(string id, Campaign campaign, LocalDateTime clock)
    {
        Assert.Equal(clock.ToString("uuuu-MM-dd'T'HH:mm", null), Moment.Typed(id, campaign.ClosesAt!.Value));
        Assert.EndsWith(clock.ToString("HH:mm", null), Moment.In(id, campaign.ClosesAt!.Value, "en"), StringComparison.Ordinal);
        Assert.Contains(campaign.ClosesAt!.Value.UtcDateTime.ToString("HH:mm", null), Moment.InUtc(id, campaign.ClosesAt!.Value, "en"), StringComparison.Ordinal);
        // The offset that is said beside the time leads back to the instant, which the time alone does not in the hour that comes twice.
        var offset = Regex.Match(Moment.Zone(id, campaign.ClosesAt!.Value), @"UTC(.)(\d\d):(\d\d)$");
        var minutes = (int.Parse(offset.Groups[2].Value, null) * 60 + int.Parse(offset.Groups[3].Value, null)) * (offset.Groups[1].Value == "+" ? 1 : -1);
        Assert.Equal(campaign.ClosesAt, clock.WithOffset(Offset.FromSeconds(minutes * 60)).ToDateTimeOffset());
    }

    static void Enforced(Campaign campaign)
    {
        var open = campaign with { Phase = Phase.Open, OpenedAt = campaign.OpensAt };
        var header = new BookHeader("x", campaign.ClosesAt, Closed: false, Frozen: false, 0, default);
        foreach (var (at, takes) in new[] { (campaign.ClosesAt!.Value.AddTicks(-1), true), (campaign.ClosesAt!.Value, false) })
        {
            Assert.Equal(takes, open.TakesSignatures(at));
            Assert.Equal(takes, header.WindowAt(at) == SigningWindow.Open);
            Assert.Equal(takes, !Lifecycle.IsOver(open, at));
        }
        var desk = Lifecycle.Decide(open, new DeskCommand.Extend(ZonedTime.Read(Moment.Typed(open.TimeZone, open.ClosesAt!.Value.AddDays(3)), open.TimeZone)!.Value), open.OpensAt.AddHours(1), "coordinator");
        Assert.Null(desk.Refusal);
    }

    static void Mailed(string id, Campaign campaign)
    {
        foreach (var language in new[] { "en", "fr", "ru" })
        {
            var text = MailText.Render(MessageWords.Write(new InvitationToSign(language, "Title", "Kari", "House", "https://campaigns.example.org/sign/x", campaign.ClosesAt, id)));
            Assert.Contains(Moment.In(id, campaign.ClosesAt!.Value, language), text, StringComparison.Ordinal);
            Assert.Contains(Moment.Zone(id, campaign.ClosesAt!.Value), text, StringComparison.Ordinal);
            Assert.Contains(Moment.InUtc(id, campaign.ClosesAt!.Value, language), text, StringComparison.Ordinal);
        }
    }

    /// <summary>A zone whose clocks stay what they were in one interval.</summary>
    sealed class SingleZone(ZoneInterval interval) : DateTimeZone("single", true, interval.WallOffset, interval.WallOffset)
    {
        public override ZoneInterval GetZoneInterval(Instant instant) => new("single", null, null, interval.WallOffset, Offset.Zero);
    }
}

static class LocalTimes
{
    /// <summary>The instant that a local time would be if the clocks had not been put forward yet.</summary>
    public static Instant InZoneStrictlyAt(this LocalDateTime local, ZoneInterval before) => local.WithOffset(before.WallOffset).ToInstant();
}
