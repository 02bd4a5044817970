using System.Text;
using Azure.Data.Tables;
using Campaigns.Storage;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.Life;

/// <summary>Launching and acting, over and over and all at once.</summary>
[Collection(CampaignTests.Name)]
public sealed class DeskTests(OwnAzurite azurite)
{
    [Fact]
    public async Task The_same_form_twice_or_at_once_is_one_campaign()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var draft = Stories.Draft(d => d with { Invitations = [.. Stories.People(230)] });
        var launched = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => house.Desk.LaunchAsync(house.Client, draft, "key-1", "script")));
        var again = await house.Desk.LaunchAsync(house.Client, draft, "key-1", "script");

        Assert.All(launched, campaign => Assert.Equal(again.Id, campaign.Id));
        await house.PassAsync(TimeSpan.Zero);
        Assert.Equal(1, await house.MailsAsync(again, "coordinator@example.org"));
        Assert.Equal(draft.Invitations, await house.Store.InvitationsAsync(again));
        Assert.Equal(draft.Addressees, await house.Store.AddresseesAsync(again));
        Assert.Equal(("en", draft.Texts["en"]), await house.Store.TextAsync(again, "fr"));
        Assert.Equal("coordinator@example.org", await house.Store.CoordinatorAsync(again));
        Assert.Equal(["Launched", "Opened", "Invited"], await house.JournalAsync(again.Id));
        Assert.NotEqual(again.Id, (await house.Desk.LaunchAsync(house.Client, draft, "key-2", "script")).Id);
        Assert.NotEqual(again.Id, (await house.Desk.LaunchAsync(house.Client, draft with { Title = "Other" }, "key-1", "script")).Id);
    }

    [Fact]
    public async Task Launching_a_finished_campaign_again_does_not_start_it_again()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var draft = Stories.Draft(d => d with { Window = "PT40S", Reminders = [] });
        var campaign = await house.Desk.LaunchAsync(house.Client, draft, "key", "script");
        await house.PassAsync(TimeSpan.FromMinutes(1));
        var decisions = house.Runs[nameof(DecideNextStep)];
        var again = await house.Desk.LaunchAsync(house.Client, draft, "key", "script");
        await house.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal((campaign.Id, Phase.Dispatched, decisions), (again.Id, again.Phase, house.Runs[nameof(DecideNextStep)]));
        Assert.Equal(1, await house.MailsAsync(campaign, "minister@example.org"));
    }

    [Fact]
    public async Task No_personal_data_stands_in_clear_in_the_tables()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync();
        await house.PassAsync(TimeSpan.FromHours(4));
        await house.ActAsync(campaign.Id, new DeskCommand.Cancel("because of Person 1"));

        var secrets = new[] { "person1@", "Person 1", "Committee 1", "minister@", "Dear Minister", "coordinator@" };
        await foreach (var row in house.Office.Tables.Campaigns.QueryAsync<TableEntity>($"PartitionKey eq '{campaign.Id}'"))
            foreach (var text in row.Select(property => property.Value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : property.Value as string ?? ""))
                Assert.DoesNotContain(secrets, secret => text.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_decisions_at_once_are_both_carried_out()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync(draft => draft with { OpensAt = house.Start.AddDays(1) });
        var moves = Enumerable.Range(1, 6).Select(day => house.ActAsync(campaign.Id, new DeskCommand.Extend(house.Start.AddDays(day + 1))));

        Assert.All(await Task.WhenAll(moves), Assert.Null);
        Assert.Equal(6, (await house.JournalAsync(campaign.Id)).Count(what => what == "DeadlineMoved"));
    }

    [Fact]
    public async Task Unknown_campaigns_are_not_found_whatever_they_are_called()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);

        foreach (var id in new[] { "", "aaaaaaaaaaaaaaaa", "a/b", "'", "../../x", new string('a', 5000) })
        {
            Assert.Null(await house.Store.FindAsync(id));
            Assert.Empty(await house.Store.JournalAsync(id));
            Assert.Equal("NotFound", await house.ActAsync(id, new DeskCommand.CloseNow()));
        }
    }

    [Fact]
    public async Task The_sweep_starts_what_was_not_started_and_leaves_the_rest_alone()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var lost = await house.LaunchAsync(client: new DeafClient(house.Client, losesStarts: true));
        var waiting = await house.LaunchAsync(draft => draft with { OpensAt = house.Start.AddDays(1) });
        Assert.Null(await house.StatusAsync(lost.Id));

        Assert.Equal(1, await house.Desk.SweepAsync(house.Client));
        await house.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, await house.Desk.SweepAsync(house.Client));

        Assert.Equal((Phase.Open, Phase.Scheduled), ((await house.ReadAsync(lost.Id)).Phase, (await house.ReadAsync(waiting.Id)).Phase));
        Assert.Equal(new HashSet<string> { lost.Id, waiting.Id }, (await house.Store.ListAsync(active: true)).Select(campaign => campaign.Id).ToHashSet());
    }

    [Fact]
    public async Task The_sweep_does_not_touch_what_a_person_has_stopped()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync();
        await house.PassAsync(TimeSpan.FromHours(1));
        await house.Client.TerminateInstanceAsync(campaign.Id);
        await house.PassAsync(TimeSpan.FromHours(4));

        Assert.Equal(0, await house.Desk.SweepAsync(house.Client));
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, await house.StatusAsync(campaign.Id));

        Assert.True(await house.Desk.WakeAsync(house.Client, campaign.Id)); // the operator wants it to go on
        await house.PassAsync(TimeSpan.FromHours(6));
        Assert.Equal(Phase.Dispatched, (await house.ReadAsync(campaign.Id)).Phase);
    }

    [Fact]
    public async Task A_launch_that_never_ended_is_cleared_away()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var index = new CampaignIndex(house.Office.Tables);
        var id = Base32.Random(16);
        await index.AddAsync(id, house.Now, default);
        await house.Office.Tables.Campaigns.AddEntityAsync(new TableEntity(id, "text|en") { ["Markdown"] = "left" });

        await house.Desk.SweepAsync(house.Client);
        Assert.Single(await index.IdsAsync(active: true, default));
        await house.PassAsync(TimeSpan.FromDays(2));
        await house.Desk.SweepAsync(house.Client);

        Assert.Empty(await index.IdsAsync(active: true, default));
        Assert.False((await house.Office.Tables.Campaigns.GetEntityIfExistsAsync<TableEntity>(id, "text|en")).HasValue);
    }
}
