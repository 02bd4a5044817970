using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Tests.Life;
using Campaigns.Tests.Whole;
using Campaigns.Updates;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.Updates;

/// <summary>Updates on the real engine: once for each who asked, whatever happens on the way.</summary>
[Collection(CampaignTests.Name)]
public sealed class UpdateRunTests(OwnAzurite azurite)
{
    [Fact]
    public async Task Activities_that_run_twice_and_fail_write_to_each_once_and_the_journal_says_how_many()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        house.RunsOfEachActivity = 2;
        var failures = 3;
        house.Failure = name => name == nameof(SendUpdate) && failures-- > 0 ? new StepFailedException("SendUpdate: storage answered 503") : null;
        var campaign = await OpenAsync(house, signs: 2);

        Assert.Null(await house.WriteUpdateAsync(campaign, "First"));
        Assert.Null(await house.WriteUpdateAsync(campaign, "First")); // the button, twice
        await house.PassAsync(house.Now - house.Start + TimeSpan.FromMinutes(10));

        Assert.Equal((1, 1, 0), (await house.MailsAsync(campaign, "person1@example.org", "First"), await house.MailsAsync(campaign, "person2@example.org", "First"), await house.MailsAsync(campaign, "person3@example.org", "First")));
        var sent = (await house.Store.JournalAsync(campaign.Id)).Single(entry => entry.What == "UpdateSent");
        Assert.Equal(["1", "2"], sent.Arguments);
        Assert.Single(await house.JournalAsync(campaign.Id), what => what == "UpdateWritten");
        Assert.False((await house.ReadAsync(campaign.Id)).IsUpdating);
        Assert.Equal("UpdatedLately", await house.WriteUpdateAsync(campaign, "Second"));
        var headers = house.Office.Room.Messages.Find("person1@example.org", "First").Single().Headers;
        Assert.Equal("List-Unsubscribe=One-Click", headers["List-Unsubscribe-Post"]);
        Assert.Matches("^<https://campaigns.example.org/updates/[A-Za-z0-9_-]+>$", headers["List-Unsubscribe"]);
        Assert.All(house.Office.Room.Messages.Find().Where(mail => mail.Subject != "First"), mail => Assert.DoesNotContain(mail.Headers.Keys, key => key.StartsWith("List-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task When_its_start_was_lost_the_watchdog_starts_it_also_long_after_the_letters()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await OpenAsync(house, signs: 1);
        await house.PassAsync(TimeSpan.FromHours(7));
        Assert.Equal(Phase.Dispatched, (await house.ReadAsync(campaign.Id)).Phase);
        await house.Desk.SweepAsync(house.Client);
        await house.PassAsync(TimeSpan.FromDays(60));

        Assert.Null(await house.WriteUpdateAsync(campaign, "Much later", new DeafClient(house.Client, losesStarts: true)));
        Assert.Equal(0, await house.MailsAsync(campaign, "person1@example.org", "Much later"));
        Assert.Contains(await house.Store.ListAsync(active: true), one => one.Id == campaign.Id);
        await house.WatchAsync(house.Now - house.Start + TimeSpan.FromMinutes(1));

        Assert.Equal(1, await house.MailsAsync(campaign, "person1@example.org", "Much later"));
        Assert.Contains(await house.Store.ListAsync(active: false), one => one.Id == campaign.Id);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, await house.StatusAsync($"{UpdateDesk.InstancesOf(campaign.Id)}1"));
    }

    [Fact]
    public async Task A_newer_one_takes_the_place_of_one_that_is_half_sent()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await OpenAsync(house, signs: 3);
        var parts = 0;
        house.Failure = name => name == nameof(SendUpdate) && ++parts > 2 ? new StepFailedException("SendUpdate: storage answered 503") : null;
        await house.WriteUpdateAsync(campaign, "First");
        await house.PassAsync(house.Now - house.Start + TimeSpan.FromSeconds(1)); // two of four shards
        house.Failure = _ => null;

        Assert.Null(await house.WriteUpdateAsync(campaign, "Second")); // nothing has left yet: the mails wait in the outbox
        await house.PassAsync(house.Now - house.Start + TimeSpan.FromHours(1));

        Assert.Equal("0 0 0", await EachAsync(house, campaign, "First"));
        Assert.Equal("1 1 1", await EachAsync(house, campaign, "Second"));
        Assert.Equal(2, (await house.Store.JournalAsync(campaign.Id)).Count(entry => entry.What == "UpdateWritten"));
        Assert.Equal(["2", "3"], (await house.Store.JournalAsync(campaign.Id)).Single(entry => entry.What == "UpdateSent").Arguments);
        var tallies = await house.Office.Get<UpdateStore>().TalliesAsync(await house.ReadAsync(campaign.Id));
        Assert.Equal((3, 0, 0), (tallies[2].Sent, tallies[2].Waiting, tallies.GetValueOrDefault(1)?.Sent ?? 0));
    }

    [Fact]
    public async Task Just_before_it_leaves_it_is_looked_at_who_still_wants_it()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await OpenAsync(house, signs: 3);
        await house.WriteUpdateAsync(campaign, "First");
        await house.PassAsync(house.Now - house.Start + TimeSpan.FromSeconds(30));
        Assert.Equal(3, (await house.Office.Get<UpdateStore>().TalliesAsync(await house.ReadAsync(campaign.Id)))[1].Waiting);

        await house.Book.WithdrawAsync(await TokenAsync(house, campaign, 1));
        await house.Book.ChooseUpdatesAsync(await TokenAsync(house, campaign, 2), false);
        Assert.Equal("0 0 1", await EachAsync(house, campaign, "First"));
        var tally = (await house.Office.Get<UpdateStore>().TalliesAsync(await house.ReadAsync(campaign.Id)))[1];
        Assert.Equal(new UpdateTally(1, 0, 2, 0, 1), tally);
    }

    [Fact]
    public async Task After_the_purge_nothing_of_it_is_left_and_nothing_leaves()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await OpenAsync(house, signs: 1);
        await house.PassAsync(TimeSpan.FromHours(7));
        house.Failure = name => name == nameof(SendUpdate) ? new StepFailedException("SendUpdate: storage answered 503") : null;
        await house.WriteUpdateAsync(campaign, "Too late");
        await house.ActAsync(campaign.Id, new DeskCommand.Purge("danger"));
        await house.PassAsync(house.Now - house.Start + TimeSpan.FromMinutes(2));
        house.Failure = _ => null;
        await house.WatchAsync(house.Now - house.Start + TimeSpan.FromMinutes(10));

        campaign = await house.ReadAsync(campaign.Id);
        Assert.Equal((Phase.Archived, 0), (campaign.Phase, await house.MailsAsync(campaign, "person1@example.org", "Too late")));
        Assert.Equal("Archived", await house.WriteUpdateAsync(campaign, "More"));
        Assert.Empty(await house.Office.Get<UpdateStore>().LatestAsync(campaign));
        await foreach (var row in house.Office.Tables.Campaigns.QueryAsync<Azure.Data.Tables.TableEntity>(Storage.Rows.Filter(campaign.Id, Storage.Rows.Updates))) Assert.Fail(row.RowKey);
        Assert.Null(await house.StatusAsync($"{UpdateDesk.InstancesOf(campaign.Id)}1"));
    }

    static async Task<string> EachAsync(CampaignHouse house, Campaign campaign, string subject)
    {
        var counts = new List<int>();
        for (var n = 1; n <= 3; n++) counts.Add(await house.MailsAsync(campaign, $"person{n}@example.org", subject));
        return string.Join(' ', counts);
    }

    static async Task<string> TokenAsync(CampaignHouse house, Campaign campaign, int invitation) =>
        (await house.Book.InvitationPathAsync(campaign, (await house.Store.InvitationAsync(campaign, invitation))!))["/sign/".Length..];

    /// <summary>Three are invited, so many sign and ask for updates; a third one who signs does not ask.</summary>
    static async Task<Campaign> OpenAsync(CampaignHouse house, int signs)
    {
        var campaign = await house.LaunchAsync();
        await house.PassAsync(TimeSpan.FromMinutes(1));
        for (var n = 1; n <= 3; n++) await house.SignAsync(campaign, n, updates: n <= signs);
        await house.MailsAsync(campaign, "person1@example.org");
        return campaign;
    }
}
