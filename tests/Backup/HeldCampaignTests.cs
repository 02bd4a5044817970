using Azure.Data.Tables;
using Campaigns.Alarms;
using Campaigns.Backup;
using Campaigns.Letters;
using Campaigns.Privacy;
using Campaigns.Storage;
using Campaigns.Tests.Life;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.Backup;

/// <summary>A campaign that comes back from a copy, on the real engine: it is held, sends nothing twice, and goes on to its end.</summary>
[Collection(CampaignTests.Name)]
public sealed class HeldCampaignTests(OwnAzurite azurite)
{
    const string Minister = "minister@example.org";
    static readonly TimeSpan Deadline = TimeSpan.FromHours(6);
    static readonly ReleaseChoice Send = new("send", "send", "nothing left");
    static readonly ReleaseChoice Hold = new("hold", "drop", "nobody knows");

    [Fact]
    public async Task It_is_held_and_red_past_its_deadline_and_goes_on_when_it_is_released_though_every_bell_is_lost()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await SignedAsync(house);
        var copy = await TakenCopy.OfAsync(house.Office, campaign);
        await house.LoseOrchestrationAsync(campaign.Id);
        await TakenCopy.WipeAsync(house.Office, campaign);

        Assert.Null(await copy.RestoreAsync(house.Office));
        await house.WatchAsync(Deadline + TimeSpan.FromHours(1));

        var held = await house.ReadAsync(campaign.Id);
        Assert.Equal((true, Phase.Open, copy.At), (held.IsHeld, held.Phase, held.Restored!.CopiedAt));
        Assert.Equal(AlarmKind.Held, Assert.Single(await house.Alarms.OpenAsync()).Trouble.Kind);
        Assert.Equal((0, 1), (await house.MailsAsync(campaign, Minister), await house.MailsAsync(campaign, "operator@example.org")));
        Assert.Null(await house.StatusAsync(campaign.Id));

        Assert.Null(await house.Office.Get<Releasing>().ReleaseAsync(new DeafClient(house.Client, losesStarts: true), held, Send, "operator"));
        await house.WatchAsync(Deadline + TimeSpan.FromHours(2));

        var after = await house.ReadAsync(campaign.Id);
        Assert.Equal((Phase.Dispatched, 2, 1), (after.Phase, after.FinalCount!.Organisations, await house.MailsAsync(campaign, Minister)));
        Assert.NotNull(after.ReportedAt);
        Assert.Empty(await house.Alarms.OpenAsync());
        Assert.Subset((await house.JournalAsync(campaign.Id)).ToHashSet(), new HashSet<string> { "Restored", "Released", "Dispatched" });
        Assert.Equal("NotHeld", await house.Office.Get<Releasing>().ReleaseAsync(house.Client, after, Send, "operator"));
    }

    [Fact]
    public async Task An_older_copy_over_a_campaign_whose_letters_have_left_keeps_its_ledger_and_sends_none_again()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await SignedAsync(house);
        var copy = await TakenCopy.OfAsync(house.Office, campaign);
        await house.PassAsync(Deadline + TimeSpan.FromMinutes(1));
        Assert.Equal(1, await house.MailsAsync(campaign, Minister));
        var before = (await house.JournalAsync(campaign.Id)).ToList();

        Assert.Equal("ThereAlready", await copy.RestoreAsync(house.Office));
        Assert.Equal(Phase.Dispatched, (await house.ReadAsync(campaign.Id)).Phase);
        Assert.Null(await copy.RestoreAsync(house.Office, overwrite: true));
        Assert.Equal(Phase.Open, (await house.ReadAsync(campaign.Id)).Phase);
        Assert.Subset((await house.JournalAsync(campaign.Id)).ToHashSet(), before.ToHashSet());
        await house.Office.Get<Releasing>().ReleaseAsync(house.Client, await house.ReadAsync(campaign.Id), Send, "operator");
        await house.WatchAsync(Deadline + TimeSpan.FromHours(1));

        Assert.Equal((Phase.Dispatched, 1), ((await house.ReadAsync(campaign.Id)).Phase, await house.MailsAsync(campaign, Minister)));
    }

    [Fact]
    public async Task An_older_copy_after_a_loss_leaves_letters_that_may_have_left_to_a_person()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await SignedAsync(house);
        var copy = await TakenCopy.OfAsync(house.Office, campaign);
        await house.PassAsync(Deadline + TimeSpan.FromMinutes(1));
        await TakenCopy.WipeAsync(house.Office, campaign);
        await house.DownUntilAsync(Deadline + TimeSpan.FromHours(1));

        Assert.Null(await copy.RestoreAsync(house.Office));
        await house.Office.Get<Releasing>().ReleaseAsync(house.Client, await house.ReadAsync(campaign.Id), Hold, "operator");
        Assert.Null(await house.Office.Get<LetterSender>().SendAgainAsync(await house.ReadAsync(campaign.Id), 1, 1, new("too soon"))); // there is no list yet
        await house.WatchAsync(Deadline + TimeSpan.FromHours(2));

        var letter = Assert.Single(await house.Office.Get<LetterLedger>().BoardAsync(await house.ReadAsync(campaign.Id)));
        Assert.Equal((LetterState.Unknown, Phase.Dispatched, 1), (letter.State!.Value, (await house.ReadAsync(campaign.Id)).Phase, await house.MailsAsync(campaign, Minister)));
        Assert.Equal(AlarmKind.Letters, Assert.Single(await house.Alarms.OpenAsync()).Trouble.Kind);
        Assert.NotNull(await house.Office.Get<LetterSender>().SendAgainAsync(await house.ReadAsync(campaign.Id), 1, 1, new("the office has none")));
        Assert.Equal(2, await house.MailsAsync(campaign, Minister));
    }

    [Fact]
    public async Task A_frozen_list_comes_back_with_its_root_and_the_data_is_destroyed_on_its_date()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await SignedAsync(house);
        await house.PassAsync(Deadline + TimeSpan.FromMinutes(1));
        var sent = await house.ReadAsync(campaign.Id);
        var copy = await TakenCopy.OfAsync(house.Office, campaign);
        await TakenCopy.WipeAsync(house.Office, campaign);

        Assert.Null(await copy.RestoreAsync(house.Office));
        var back = await house.ReadAsync(campaign.Id);
        Assert.Equal((sent.List, sent.FinalCount, false), (back.List, back.FinalCount, back.IsHeld)); // nothing is left to do: nothing is held
        Assert.Equal(1, await house.MailsAsync(campaign, Minister));
        await house.Desk.SweepAsync(house.Client);
        house.Office.Time.SetUtcNow(Retention.EndsAt(back)!.Value.AddMinutes(1));
        await house.WatchAsync(house.Now - house.Start + TimeSpan.FromMinutes(2));

        Assert.Equal(Phase.Archived, (await house.ReadAsync(campaign.Id)).Phase);
        Assert.Null(await house.Office.Get<KeyRing>().FindAsync(campaign.Id));
        Assert.Equal("PurgedHere", await copy.RestoreAsync(house.Office, overwrite: true));
    }

    [Fact]
    public async Task Messages_that_waited_leave_when_a_person_says_so_and_not_before()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync();
        await house.PassAsync(TimeSpan.FromMinutes(1)); // invitations wait: nobody has sent them
        var copy = await TakenCopy.OfAsync(house.Office, campaign);
        await TakenCopy.WipeAsync(house.Office, campaign);
        foreach (var (choice, mails) in new[] { (new ReleaseChoice("send", "drop", "old"), 0), (Send, 1) })
        {
            Assert.Null(await copy.RestoreAsync(house.Office, overwrite: mails > 0));
            Assert.Equal(0, await house.MailsAsync(campaign, "person1@example.org"));
            await house.Office.Get<Releasing>().ReleaseAsync(house.Client, await house.ReadAsync(campaign.Id), choice, "operator");
            Assert.Equal(mails, await house.MailsAsync(campaign, "person1@example.org"));
        }
    }

    [Fact]
    public async Task Rows_that_do_not_agree_with_each_other_are_no_campaign()
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await SignedAsync(house);
        var copy = await TakenCopy.OfAsync(house.Office, campaign);
        await TakenCopy.WipeAsync(house.Office, campaign);
        await copy.BeginAsync(house.Office);
        Assert.Equal("Damaged", await copy.EndAsync(house.Office)); // nothing was written
        foreach (var place in copy.Rows.Keys) await copy.WriteAsync(house.Office, place);
        var signed = await house.Office.Tables.Signatures.QueryAsync<TableEntity>(row => row.PartitionKey.CompareTo(campaign.Id) > 0).FirstAsync(row =>
            row.PartitionKey.StartsWith(campaign.Id, StringComparison.Ordinal) && row.GetString("State") == "Confirmed");
        await house.Office.Tables.Signatures.DeleteEntityAsync(signed.PartitionKey, signed.RowKey);

        Assert.Equal("Damaged", await copy.EndAsync(house.Office));
        Assert.Null(await house.Store.FindAsync(campaign.Id));
        Assert.Null(await copy.RestoreAsync(house.Office));
        Assert.Null(await copy.EndAsync(house.Office)); // as after an answer that was lost
        Assert.Equal("NotBegun", await (copy with { Id = "another" }).EndAsync(house.Office));
    }

    static async Task<Campaign> SignedAsync(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync();
        await house.PassAsync(TimeSpan.FromMinutes(1));
        foreach (var invitation in new[] { 1, 2 }) await house.SignAsync(campaign, invitation);
        await house.MailsAsync(campaign, Minister); // whatever waits has left
        return await house.ReadAsync(campaign.Id);
    }
}
