using static Campaigns.Tests.Life.Launches;

namespace Campaigns.Tests.Life;

public sealed class LaunchTimesTests
{
    [Theory]
    [InlineData("2026-03-20T18:00", "Europe/Vienna", "2026-03-20T17:00:00Z")]
    [InlineData("2026-03-20 18:00:30", "Europe/Vienna", "2026-03-20T17:00:30Z")]
    [InlineData("2026-03-29T02:30", "Europe/Vienna", "2026-03-29T01:30:00Z")] // in the gap: shifted to 03:30 summer time
    [InlineData("2026-10-25T02:30", "Europe/Vienna", "2026-10-25T00:30:00Z")] // twice: the earlier
    [InlineData("2026-03-20T18:00+05:30", "Europe/Vienna", "2026-03-20T12:30:00Z")]
    [InlineData("2026-03-20T18:00:00.000Z", "Asia/Tbilisi", "2026-03-20T18:00:00Z")]
    public void ReadsADeadlineInItsZone(string closesAt, string zone, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, null), Read(("window", null), ("closesAt", closesAt), ("timeZone", zone)).Value.ClosesAt);

    [Theory]
    [InlineData("2026-03-02T09:00Z", null, "closesAt InThePast")]
    [InlineData("2026-03-04T09:00Z", "2026-03-04T09:00Z", "closesAt BeforeOpening")]
    [InlineData("2026-03-04T09:00Z", "2026-03-05T09:00Z", "closesAt BeforeOpening")]
    [InlineData("2029-03-02T09:01Z", null, "closesAt TooFarAhead(3)")]
    [InlineData("2026-03-04", null, "closesAt NotADate")]
    [InlineData("2026-03-04T25:00", null, "closesAt NotADate")]
    [InlineData("2026-03-04T10:00+99:00", null, "closesAt NotADate")]
    [InlineData("2026-03-04T10:00", null, "timeZone Required")]
    public void RefusesAnImpossibleDeadline(string closesAt, string? opensAt, string expected) =>
        Assert.Equal(expected, Said(Read(("window", null), ("reminders", null), ("closesAt", closesAt), ("opensAt", opensAt))));

    [Fact]
    public void ForgivesAnOpeningOfAMomentAgo() => Assert.True(Read(("opensAt", "2026-03-02T08:59:30Z")).IsValid);

    [Theory]
    [InlineData("2026-03-28T12:00:00Z", "P1D", "2026-03-29T11:00:00Z")] // the same time of day, 23 hours later
    [InlineData("2026-03-28T12:00:00Z", "PT24H", "2026-03-29T12:00:00Z")] // 24 hours that pass
    [InlineData("2026-01-31T09:00:00Z", "P1M", "2026-02-28T09:00:00Z")]
    [InlineData("2026-01-15T09:00:00Z", "P10M", "2026-11-15T09:00:00Z")]
    [InlineData("2026-03-02T09:00:00Z", "PT0.5S", "2026-03-02T09:00:00.5Z")]
    public void CountsDaysOnTheCalendarAndHoursOnTheClock(string from, string duration, string expected) =>
        Assert.Equal(
            DateTimeOffset.Parse(expected, null),
            ZonedTime.Add(DateTimeOffset.Parse(from, null), IsoDuration.Read(duration)!, ZonedTime.FindZone("Europe/Vienna")!));

    [Theory]
    [InlineData("50%", "2026-03-02T12:00:00Z")]
    [InlineData("PT1H", "2026-03-02T14:00:00Z")]
    [InlineData("PT90M", "2026-03-02T13:30:00Z")]
    public void RemindsWithinTheWindow(string chosen, string expected) =>
        Assert.Equal(
            DateTimeOffset.Parse(expected, null),
            ReminderTime.DueAt(ReminderTime.Read(chosen)!, Now, Now.AddHours(6), ZonedTime.FindZone("UTC")!));
}
