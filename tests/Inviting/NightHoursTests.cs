using Campaigns.Invitations;
using Campaigns.Tests.Life;
using NodaTime;

namespace Campaigns.Tests.Inviting;

/// <summary>Nobody is woken by a reminder, unless it is urgent or would come too late.</summary>
[Collection(CampaignTests.Name)]
public sealed class NightHoursTests(OwnAzurite azurite)
{
    static readonly string[] Zones = ["Europe/Oslo", "Asia/Bishkek", "America/Toronto", "Asia/Kathmandu", "Pacific/Apia", "America/St_Johns", "UTC"];

    [Fact]
    public void A_reminder_is_held_by_night_only_until_eight_there_and_never_too_long()
    {
        var random = new Random(1);
        for (var n = 0; n < 20_000; n++)
        {
            var zone = Zones[random.Next(Zones.Length)];
            var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(3 * 365 * 24 * 60));
            var campaign = Stories.Campaign() with { ClosesAt = now.AddMinutes(random.Next(3 * 24 * 60)), Urgent = random.Next(5) == 0 };
            var held = NightHours.HoldUntil(campaign, new(1, "A", "NO", "", "a@example.org", "en") { TimeZone = zone }, now);
            var there = DateTimeZoneProviders.Tzdb[zone];
            var isNight = Clock(now, there) is { Hour: >= 21 or < 8 };
            if (held is { } until)
            {
                Assert.True(isNight && !campaign.Urgent, $"{zone} {now:O}");
                Assert.Equal(new LocalTime(8, 0), Clock(until, there));
                Assert.InRange(until - now, TimeSpan.FromTicks(1), TimeSpan.FromHours(12));
                Assert.True(until + NightHours.TimeToAnswer <= campaign.ClosesAt);
            }
            else Assert.True(!isNight || campaign.Urgent || campaign.ClosesAt - now < TimeSpan.FromHours(14), $"{zone} {now:O}");
        }
    }

    [Theory]
    [InlineData("NO", null, "Europe/Oslo")]
    [InlineData("US", null, "Europe/Vienna")] // a country of many zones: the campaign's
    [InlineData("US", "America/Toronto", "America/Toronto")]
    [InlineData("NP", null, "Asia/Kathmandu")]
    public void A_person_is_where_the_invitation_says_or_the_country_is(string country, string? zone, string expected) =>
        Assert.Equal(expected, PersonZone.Of(new(1, "A", country, "", "a@example.org", "en") { TimeZone = zone }, Stories.Campaign()).Id);

    [Fact]
    public async Task Each_gets_it_in_the_morning_once_and_a_later_reminder_takes_the_place_of_one_that_waits()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite); // 12:00 UTC
        var campaign = await house.LaunchAsync(draft => draft with
        {
            Window = "P3D",
            Reminders = ["50%", "70%"], // at 0:00 UTC, and at 14:24
            Invitations =
            [
                new(1, "Oslo House", "NO", "", "oslo@example.org", "en"),
                new(2, "Tokyo House", "JP", "", "tokyo@example.org", "en"),
                new(3, "Toronto House", "CA", "", "toronto@example.org", "en") { TimeZone = "America/Toronto" },
                new(4, "Lima House", "PE", "", "lima@example.org", "en"),
                new(5, "Answered House", "NO", "", "answered@example.org", "en"),
            ],
        });
        await house.PassAsync(TimeSpan.FromHours(36.1));
        Assert.Equal("1, 2, 2, 2, 1", await MailsAsync(house, campaign));
        var held = (await house.ReadAsync(campaign.Id)).Reminders[0];
        Assert.Equal((null, house.Start.AddHours(43)), (held.SentAt, held.HeldUntil)); // eight in Oslo
        await house.SignAsync(campaign, 5);
        await house.PassAsync(TimeSpan.FromHours(42.9));
        Assert.Equal("1, 2, 2, 2, 1", await MailsAsync(house, campaign));
        await house.PassAsync(TimeSpan.FromHours(43.1));
        Assert.Equal("2, 2, 2, 2, 1", await MailsAsync(house, campaign));
        Assert.NotNull((await house.ReadAsync(campaign.Id)).Reminders[0].SentAt);
        Assert.Contains("ReminderHeld", await house.JournalAsync(campaign.Id));

        await house.PassAsync(TimeSpan.FromHours(50.5)); // the second one; in Tokyo it is night by then
        Assert.Equal("3, 2, 3, 3, 1", await MailsAsync(house, campaign));
        await house.PassAsync(TimeSpan.FromHours(60));
        Assert.Equal("3, 3, 3, 3, 1", await MailsAsync(house, campaign));
    }

    [Fact]
    public void A_reminder_that_waits_is_given_up_when_a_later_one_was_sent_and_looked_at_anew_when_the_deadline_moves()
    {
        var campaign = Stories.Run(Stories.Campaign(draft => draft with { Window = "P3D", Reminders = ["50%", "60%"] }), Stories.Start.AddMinutes(1));
        var (first, second) = (campaign.Reminders[0].DueAt, campaign.Reminders[1].DueAt);
        var held = Lifecycle.Decide(campaign, new StepCommand.Reminded(1, 1, second.AddMinutes(10)), first).Campaign!;
        Assert.Equal((StepKind.Remind, 2), (Plan.Next(held).Kind, Plan.Next(held).Number));
        var sent = Lifecycle.Decide(held, new StepCommand.Reminded(2, 1), second).Campaign!;
        Assert.Equal((StepKind.Remind, 1, second.AddMinutes(10)), (Plan.Next(sent).Kind, Plan.Next(sent).Number, Plan.Next(sent).DueAt));
        Assert.True(Lifecycle.IsMoot(sent, 1, second.AddMinutes(10)));
        var moved = Lifecycle.Decide(held, new DeskCommand.Extend(held.ClosesAt!.Value.AddDays(1)), first.AddMinutes(1)).Campaign!;
        Assert.Null(moved.Reminders[0].HeldUntil);
    }

    [Fact]
    public void The_next_reminder_is_shown_with_whom_it_goes_to_and_its_very_mail_but_no_link()
    {
        var campaign = Stories.Run(Stories.Campaign(draft => draft with { Window = "P3D", Reminders = ["P1D"] }), Stories.Start.AddMinutes(1)); // at 9:00 UTC
        InvitationStatus[] invited =
        [
            new(new(1, "Oslo House", "NO", "Kari", "kari@example.org", "en"), Stories.Start, 0, null, null),
            new(new(2, "Lima House", "PE", "", "lima@example.org", "fr"), Stories.Start, 0, null, null),
            new(new(3, "Answered House", "NO", "", "answered@example.org", "ru"), Stories.Start, 0, null, Campaigns.Signatures.SignatureState.Declined),
            new(new(4, "Had it", "NO", "", "had@example.org", "ru"), Stories.Start, 1, null, null) { Reminders = [1] },
        ];
        var next = ReminderPreview.Next(campaign, invited, new() { BaseUrl = "https://campaigns.example.org", MasterKey = "" }, Stories.Start.AddHours(1))!;
        Assert.Equal((1, Stories.Start.AddDays(2), 1), (next.Number, next.DueAt, next.Held));
        Assert.Equal(["Oslo House", "Lima House"], next.People.Select(one => one.Invitation.Organisation));
        Assert.Equal([Stories.Start.AddDays(2), Stories.Start.AddDays(2).AddHours(4)], next.People.Select(one => one.At));
        Assert.Equal(["en", "fr"], next.Mails.Select(mail => mail.Language));
        Assert.Contains("Let him enter", next.Mails[0].Subject, StringComparison.Ordinal);
        Assert.Contains("https://campaigns.example.org/sign/…", Campaigns.Mail.MailText.Render(next.Mails[0]), StringComparison.Ordinal);
        Assert.Null(ReminderPreview.Next(campaign, invited[2..], new() { BaseUrl = "", MasterKey = "" }, Stories.Start));
    }

    static LocalTime Clock(DateTimeOffset at, DateTimeZone zone) => Instant.FromDateTimeOffset(at).InZone(zone).TimeOfDay;

    static async Task<string> MailsAsync(CampaignHouse house, Campaign campaign)
    {
        var counts = new List<int>();
        foreach (var name in new[] { "oslo", "tokyo", "toronto", "lima", "answered" }) counts.Add(await house.MailsAsync(campaign, $"{name}@example.org"));
        return string.Join(", ", counts);
    }
}
