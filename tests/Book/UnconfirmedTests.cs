using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Book;

/// <summary>Those who asked to sign and did not confirm: the one reminder, and the mail sent again on request.</summary>
public sealed class UnconfirmedTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("PT0S", "PT6H", "PT1H30M")] // a quarter of six hours
    [InlineData("PT5H", "PT6H", "PT15M")]
    [InlineData("PT5H30M", "PT6H", "PT10M")] // not sooner than ten minutes
    [InlineData("PT5H40M", "PT6H", null)] // too near the close
    [InlineData("PT0S", "P300D", "P3D")] // nobody waits for months
    public void A_quarter_of_the_time_that_was_left(string asked, string closes, string? wait)
    {
        var askedAt = BookHouse.Start + System.Xml.XmlConvert.ToTimeSpan(asked);

        var due = Unconfirmed.DueAt(askedAt, BookHouse.Start + System.Xml.XmlConvert.ToTimeSpan(closes));

        Assert.Equal(wait is null ? null : askedAt + System.Xml.XmlConvert.ToTimeSpan(wait), due);
    }

    [Fact]
    public async Task Who_has_not_confirmed_is_reminded_once()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync(); // two hours
        await house.AskAsync(campaign, BookHouse.Organisation(1));
        await house.SignAsync(campaign, BookHouse.Person(2));
        await house.Book.DeclineAsync(await house.AskAsync(campaign, BookHouse.Person(3)));

        house.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(0, await house.Book.RemindUnconfirmedAsync(campaign));
        house.Time.Advance(TimeSpan.FromMinutes(1));
        var twice = await Task.WhenAll(house.Book.RemindUnconfirmedAsync(campaign), house.NewBook().RemindUnconfirmedAsync(campaign));
        await house.Book.RequestAsync(campaign, BookHouse.Organisation(1)); // in the pause after the reminder: no mail
        house.Time.Advance(TimeSpan.FromMinutes(40));
        Assert.Equal(0, await house.Book.RemindUnconfirmedAsync(campaign));

        Assert.Equal(1, twice.Sum());
        Assert.Equal(["ConfirmSignature", "ReminderToConfirm"], await KindsAsync(house, campaign, "committee1@example.org"));
        Assert.Equal(["ConfirmSignature"], await KindsAsync(house, campaign, "person2@example.org"));
        Assert.Equal(["ConfirmSignature"], await KindsAsync(house, campaign, "person3@example.org"));
        var reminder = (ReminderToConfirm)(await house.MailsToAsync(campaign, "committee1@example.org"))[^1];
        Assert.Equal($"https://campaigns.example.org/sign/{await house.TokenOfAsync(campaign, "committee1@example.org")}", reminder.Link);
        Assert.Equal("Committee 1", reminder.Organisation);
    }

    [Fact]
    public async Task Nobody_is_reminded_shortly_before_the_close_or_after_it()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        await house.AskAsync(campaign, BookHouse.Person(1));

        house.Time.Advance(TimeSpan.FromMinutes(106)); // an outage: the reminder was due long ago
        Assert.Equal(0, await house.Book.RemindUnconfirmedAsync(campaign));
        house.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await house.Book.RemindUnconfirmedAsync(campaign));
    }

    [Fact]
    public async Task The_mail_is_sent_again_within_the_pauses()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync();
        await house.AskAsync(campaign, BookHouse.Person(1));
        await house.SignAsync(campaign, BookHouse.Person(2));
        await house.Book.DeclineAsync(await house.AskAsync(campaign, BookHouse.Person(3)));

        foreach (var pause in (TimeSpan[])[TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)])
        {
            house.Time.Advance(pause);
            foreach (var number in (int[])[1, 2, 3]) await house.Book.ResendAsync(campaign, $"person{number}@example.org");
        }

        Assert.Equal(["ConfirmSignature", "ConfirmSignature"], await KindsAsync(house, campaign, "person1@example.org"));
        Assert.Equal(["ConfirmSignature", "AlreadySigned"], await KindsAsync(house, campaign, "person2@example.org"));
        Assert.Equal(["ConfirmSignature"], await KindsAsync(house, campaign, "person3@example.org"));
    }

    /// <summary>For an address that never asked a message is written that the sender drops, and no signature.</summary>
    [Fact]
    public async Task Sending_again_tells_a_stranger_nothing()
    {
        var house = await BookHouse.BuildAsync(azurite);
        var campaign = await house.OpenAsync(c => c with { Shards = 1 });
        await house.AskAsync(campaign, BookHouse.Person(1));
        await house.SignAsync(campaign, BookHouse.Person(2));
        await house.Book.DeclineAsync(await house.AskAsync(campaign, BookHouse.Person(3)));

        foreach (var number in (int[])[1, 2, 3, 4])
        {
            var before = (await house.RowsAsync(campaign)).Select(row => row.ETag).ToHashSet();
            await house.Book.ResendAsync(campaign, $"person{number}@example.org");
            Assert.Single(await house.RowsAsync(campaign), row => !before.Contains(row.ETag));
        }
        var rows = await house.RowsAsync(campaign);
        Assert.Equal(3, rows.Count(row => row.RowKey.StartsWith(Rows.Signatures, StringComparison.Ordinal)));
        var key = await house.Keys.GetAsync(campaign.Id);
        var dropped = Assert.Single(rows, row => row.RowKey.StartsWith("outbox|nothing", StringComparison.Ordinal));
        Assert.True(Outbox.Open(key, dropped).Discard);
    }

    static async Task<IEnumerable<string>> KindsAsync(BookHouse house, Campaign campaign, string email) =>
        (await house.MailsToAsync(campaign, email)).Select(mail => mail.GetType().Name);
}
