using Azure;
using Campaigns.Letters.Replies;
using Campaigns.Letters.Replies.Inbound;
using Campaigns.Storage;
using Campaigns.Tests.Privacy;

namespace Campaigns.Tests.Life;

/// <summary>Mail that comes in while storage fails: the mail service posts it again, the coordinator presses again.</summary>
[Collection(CampaignTests.Name)]
public sealed class InboundFaultTests(OwnAzurite azurite)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task However_it_is_cut_off_a_mail_is_kept_once_accepted_once_and_destroyed_with_the_campaign(bool afterItsWork)
    {
        var wire = new StorageWire();
        await using var house = await CampaignHouse.BuildAsync(azurite, storage: wire.Options());
        house.Office.Get<CampaignsOptions>().InboundDomain = "replies.example.org";
        var campaign = await house.LaunchAsync(draft => draft with { Window = "PT1M", Reminders = [], Invitations = [] });
        await house.PassAsync(TimeSpan.FromMinutes(2));
        campaign = await house.ReadAsync(campaign.Id);
        var (inbound, to) = (house.Office.Get<InboundReplies>(), (await house.Office.Get<ReplyAddress>().OfAsync(campaign, 1))!);
        var calls = 0;
        do
        {
            var mail = new InboundMail([to], "Office", "Re", $"Words {++calls}", [new("scan.pdf", new byte[100_000])]);
            wire.FailAt(calls, afterItsWork);
            await OnceMoreAsync(wire, async () => Assert.Contains(await inbound.TakeAsync(mail), new[] { InboundResult.Taken, InboundResult.Known }));
            var (cut, waiting) = (wire.HasFailed, Assert.Single(await inbound.OpenAsync(campaign, 1)));
            wire.FailAt(calls, afterItsWork);
            await OnceMoreAsync(wire, () => inbound.AcceptAsync(campaign, waiting, ReplyKind.Answer, "coordinator"));
            Assert.Empty(await inbound.OpenAsync(campaign, 1));
            Assert.Equal(InboundResult.Known, await inbound.TakeAsync(mail));
            var replies = await house.Office.Get<ReplyStore>().AllAsync(campaign);
            Assert.Equal((calls, 100_000), (replies.Count, (await house.Office.Get<ReplyStore>().FileAsync(campaign, replies[^1]))!.Length));
            if (!cut && !wire.HasFailed) break;
        } while (calls < 50);
        Assert.InRange(calls, 3, 49);
        Assert.Equal((calls, calls), (await SaidAsync("ReplyArrived"), await SaidAsync("ReplyAnswer")));

        Assert.Equal(InboundResult.Taken, await inbound.TakeAsync(new([to], "Office", "Re", "The last words", [])));
        await house.ActAsync(campaign.Id, new DeskCommand.Purge("danger"));
        await house.PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(Phase.Archived, (await house.ReadAsync(campaign.Id)).Phase);
        foreach (var prefix in new[] { Rows.Incoming, Rows.Replies, Rows.ReplyPieces })
            Assert.Empty(await house.Office.Tables.Campaigns.QueryAsync<Azure.Data.Tables.TableEntity>(Rows.Filter(campaign.Id, prefix)).ToListAsync());
        Assert.Equal(InboundResult.UnknownAddress, await inbound.TakeAsync(new([to], "Office", "Re", "Too late", [])));

        async Task<int> SaidAsync(string what) => (await house.JournalAsync(campaign.Id)).Count(one => one == what);
    }

    static async Task OnceMoreAsync(StorageWire wire, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (RequestFailedException) { }
        wire.Mend();
        await act();
    }
}
