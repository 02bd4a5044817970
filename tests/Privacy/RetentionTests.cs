using Azure.Data.Tables;
using Campaigns.Privacy;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.Life;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.Privacy;

/// <summary>How long a campaign's personal data is kept, in virtual time, with the orchestration and the sweep.</summary>
[Collection(CampaignTests.Name)]
public sealed class RetentionTests(OwnAzurite azurite)
{
    static readonly TimeSpan Ended = TimeSpan.FromHours(6);
    static readonly TimeSpan AYear = Ended + TimeSpan.FromDays(365);

    [Fact]
    public async Task A_year_after_the_letters_the_personal_data_is_destroyed()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await EndedAsync(house);
        Assert.Equal(house.Start + AYear, Retention.EndsAt(await house.ReadAsync(campaign.Id)));

        await SweptAsync(house, AYear - TimeSpan.FromMinutes(1));
        Assert.Equal(Phase.Dispatched, (await house.ReadAsync(campaign.Id)).Phase);
        Assert.NotEmpty(await house.Book.AllAsync(campaign));

        await SweptAsync(house, AYear);
        var purged = await house.ReadAsync(campaign.Id);
        Assert.Equal((Phase.Archived, "campaign", null), (purged.Phase, purged.Purge!.By, purged.Purge.Why));
        Assert.Equal(new Count(1, 1, 0), purged.FinalCount);
        Assert.Equal((1, 1, 3, 1), (purged.Purge.Before!.Keys, purged.Purge.Before.Signatures, purged.Purge.Before.Invitations, purged.Purge.Before.Addressees));
        Assert.Equal(PersonalCount.Nothing, purged.Purge.After);
        Assert.Equal(["Reported", "PurgeBegun", "Purged"], (await house.JournalAsync(campaign.Id)).TakeLast(3));
        Assert.Null(await house.Office.Get<KeyRing>().FindAsync(campaign.Id));
        Assert.Equal(campaign.Id, Assert.Single(await house.Store.ListAsync(active: false)).Id);

        await SweptAsync(house, AYear + TimeSpan.FromMinutes(1)); // the orchestration has ended: its history goes, too
        Assert.Null(await house.Client.GetInstanceAsync(campaign.Id));
        Assert.Null(await house.Client.GetInstanceAsync($"{campaign.Id}-round-1"));
        var runs = house.Runs[nameof(PurgeCampaign)];
        await SweptAsync(house, AYear + TimeSpan.FromDays(400));
        Assert.Equal((1, runs), (runs, house.Runs[nameof(PurgeCampaign)]));
        Assert.Null(await house.Client.GetInstanceAsync(campaign.Id));
    }

    [Fact]
    public async Task The_time_that_was_chosen_counts_from_the_cancellation_of_a_cancelled_one()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync(draft => draft with { Retention = "P1M" });
        await house.PassAsync(TimeSpan.FromHours(1));
        await house.SignAsync(campaign, 1);
        Assert.Null(await house.ActAsync(campaign.Id, new DeskCommand.Cancel("he was let in")));
        var due = new DateTimeOffset(2026, 4, 1, 12, 0, 0, TimeSpan.Zero); // 14:00 in Vienna on 1 March and on 1 April: summer time has begun
        await SweptAsync(house, TimeSpan.FromHours(2));
        Assert.Equal(due, Retention.EndsAt(await house.ReadAsync(campaign.Id)));

        await SweptAsync(house, due - house.Start);
        var purged = await house.ReadAsync(campaign.Id);
        Assert.Equal((Phase.Archived, new Count(1, 1, 0)), (purged.Phase, purged.FinalCount));
        Assert.Null((await house.Store.JournalAsync(campaign.Id)).Single(entry => entry.What == "Cancelled").Note);
    }

    [Fact]
    public async Task Every_link_leads_to_the_word_that_nothing_is_known_any_more()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await EndedAsync(house);
        var links = new List<string>();
        foreach (var invitation in await house.Store.InvitationsAsync(campaign)) links.Add(await house.Book.InvitationPathAsync(campaign, invitation));
        await SweptAsync(house, AYear);

        foreach (var token in links.Select(path => path["/sign/".Length..]))
        {
            var link = await house.Book.LookAsync(token);
            Assert.Equal((SignLinkState.Purged, campaign.Id, null, null), (link.State, link.Campaign!.Id, link.Signature, link.Invitation));
            Assert.Equal(SignLinkState.Purged, (await house.Book.ConfirmAsync(token, new("Somebody", "", Publication.Public))).State);
            Assert.Equal(SignLinkState.Purged, (await house.Office.Get<Erasure>().EraseAsync(token)).State);
        }
        Assert.Empty(await house.Book.PublicListAsync(await house.ReadAsync(campaign.Id)));
        Assert.Equal(SignLinkState.Invalid, (await house.Book.LookAsync("nonsense")).State);
    }

    [Fact]
    public async Task A_person_can_have_it_destroyed_at_once_but_not_before_the_end()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync();
        await house.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal("NotEnded", await house.ActAsync(campaign.Id, new DeskCommand.Purge("danger")));
        await house.PassAsync(Ended);

        Assert.Null(await house.ActAsync(campaign.Id, new DeskCommand.Purge("danger")));
        Assert.Null(await house.ActAsync(campaign.Id, new DeskCommand.Purge("finished")));
        await house.PassAsync(Ended + TimeSpan.FromMinutes(1));
        var purged = await house.ReadAsync(campaign.Id);
        Assert.Equal((Phase.Archived, "coordinator", "danger"), (purged.Phase, purged.Purge!.By, purged.Purge.Why));
        Assert.Equal("Archived", await house.ActAsync(campaign.Id, new DeskCommand.CloseNow()));
    }

    [Fact]
    public async Task What_was_ordered_while_the_task_hub_was_away_is_done_by_the_next_sweep()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await EndedAsync(house);
        Assert.Null(await house.ActAsync(campaign.Id, new DeskCommand.Purge("request"), new DeafClient(house.Client, losesStarts: true)));
        await house.PassAsync(Ended + TimeSpan.FromMinutes(1));
        Assert.Equal(Phase.Dispatched, (await house.ReadAsync(campaign.Id)).Phase);

        await SweptAsync(house, Ended + TimeSpan.FromMinutes(2));
        Assert.Equal(Phase.Archived, (await house.ReadAsync(campaign.Id)).Phase);
    }

    [Fact]
    public async Task A_purge_that_fails_is_tried_again_and_one_that_was_terminated_is_begun_again()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await EndedAsync(house);
        house.Failure = name => name == nameof(PurgeCampaign) ? new StepFailedException("Purge: storage answered 503") : null;
        await SweptAsync(house, AYear);
        await house.PassAsync(AYear + TimeSpan.FromMinutes(10));
        Assert.True(house.Runs[nameof(PurgeCampaign)] > 3);
        await house.Client.TerminateInstanceAsync(campaign.Id);
        await house.PassAsync(AYear + TimeSpan.FromMinutes(11));
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, await house.StatusAsync(campaign.Id));

        house.Failure = _ => null;
        await SweptAsync(house, AYear + TimeSpan.FromMinutes(12)); // people were told a date
        Assert.Equal(Phase.Archived, (await house.ReadAsync(campaign.Id)).Phase);
    }

    [Fact]
    public async Task A_campaign_that_ended_before_there_was_a_retention_is_found_too()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await EndedAsync(house);
        var row = (await house.Office.Tables.Campaigns.GetEntityAsync<TableEntity>(campaign.Id, Rows.Campaign)).Value;
        row["State"] = row.GetString("State")!.Replace("\"Retention\":\"P1Y\",\"Purge\":null,", "", StringComparison.Ordinal);
        Assert.DoesNotContain("Retention", row.GetString("State"), StringComparison.Ordinal);
        await house.Office.Tables.Campaigns.UpdateEntityAsync(row, Azure.ETag.All, TableUpdateMode.Replace);
        await house.Office.Tables.Index.UpsertEntityAsync(new TableEntity("ended", campaign.Id) { ["Since"] = house.Now }, TableUpdateMode.Replace);

        await SweptAsync(house, Ended + TimeSpan.FromDays(1));
        Assert.Equal(Phase.Dispatched, (await house.ReadAsync(campaign.Id)).Phase);
        await SweptAsync(house, AYear);
        Assert.Equal(Phase.Archived, (await house.ReadAsync(campaign.Id)).Phase);
    }

    static async Task<Campaign> EndedAsync(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync();
        await house.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(SignLinkState.Signed, await house.SignAsync(campaign, 1));
        await house.PassAsync(Ended);
        await house.MailsAsync(campaign, "");
        return campaign;
    }

    /// <summary>Time passes, the sweep comes round, and what it began is done.</summary>
    static async Task SweptAsync(CampaignHouse house, TimeSpan sinceStart)
    {
        await house.PassAsync(sinceStart);
        await house.Desk.SweepAsync(house.Client);
        await house.PassAsync(sinceStart);
    }
}
