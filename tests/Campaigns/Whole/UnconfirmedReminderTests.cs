using Campaigns.Invitations;
using Campaigns.Signatures;

namespace Campaigns.Tests.Life;

[Collection(CampaignTests.Name)]
public sealed class UnconfirmedReminderTests(OwnAzurite azurite)
{
    [Fact]
    public async Task The_unconfirmed_of_every_open_campaign_are_reminded_once_and_the_desk_reads_of_it()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync();
        await house.PassAsync(TimeSpan.Zero);
        campaign = await house.ReadAsync(campaign.Id);
        await house.Book.RequestAsync(campaign, new(
            SignatoryKind.Organisation, "House of Examples", "PL", "Ana Example", "", "ana@example.org", Publication.Public, "fr"));
        var reminders = house.Office.Get<UnconfirmedReminders>();

        Assert.Equal(0, await reminders.RunAsync());
        await house.PassAsync(TimeSpan.FromMinutes(90));
        Assert.Equal(1, await reminders.RunAsync());
        Assert.Equal(0, await reminders.RunAsync());
        await house.PassAsync(TimeSpan.FromHours(4));
        Assert.Equal(0, await reminders.RunAsync());

        Assert.Equal(1, await house.MailsAsync(campaign, "ana@example.org", "pas encore confirmée"));
        Assert.Equal(2, await house.MailsAsync(campaign, "ana@example.org"));
        Assert.Single(await house.JournalAsync(campaign.Id), what => what == "UnconfirmedReminded");
    }

    [Fact]
    public void A_long_campaign_is_looked_through_four_times_a_day_not_each_time()
    {
        var campaign = Stories.Campaign(draft => draft with { Window = "P10M" });

        Assert.Equal(TimeSpan.FromHours(6), Unconfirmed.LookEvery(campaign));
        Assert.Equal(TimeSpan.FromMinutes(22.5), Unconfirmed.LookEvery(Stories.Campaign()));
    }
}
