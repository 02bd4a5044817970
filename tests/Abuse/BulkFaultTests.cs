using Azure;
using Azure.Data.Tables;
using Campaigns.Abuse;
using Campaigns.Signatures;
using Campaigns.Tests.Book;
using Campaigns.Tests.House;
using Campaigns.Tests.Privacy;

namespace Campaigns.Tests.Abuse;

/// <summary>A batch that is cut off at any call to storage, before or after the call has done its work, and then posted again, is the same batch.</summary>
public sealed class BulkFaultTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CutOffAtAnyCallItIsFinishedByDoingItAgain(bool afterItsWork)
    {
        var house = await BookHouse.BuildAsync(azurite);
        var wire = new StorageWire();
        var tables = new Campaigns.Storage.CampaignTables(new TableServiceClient((await azurite.GetAsync()).ConnectionString, wire.Options()));
        var keys = new Campaigns.Storage.KeyRing(tables, house.Options, house.Time);
        var desk = new BulkDesk(tables, new SignatureBook(tables, keys, house.Outbox, house, house.Options, house.Time), keys, house.Time);
        var calls = 0;
        do
        {
            var campaign = await BulkTests.CrowdAsync(house);
            var pattern = house.Pattern(domain: "many.example.org");
            wire.FailAt(++calls, afterItsWork);
            await TwiceAsync(wire, () => desk.ApplyAsync(campaign, BulkHouse.Id(1), BulkAct.Invalidate, pattern, "spam", "coordinator"));
            var applied = wire.HasFailed;
            Assert.Equal(new Count(3, 1, 3), await house.Book.CountNowAsync(campaign));
            Assert.Equal(["BulkInvalidated 6 spam"], await house.JournalAsync(campaign));
            house.Time.Advance(TimeSpan.FromSeconds(2)); // what another process did is on the pages then
            await house.AssertAgreesAsync(campaign);

            wire.FailAt(calls, afterItsWork);
            await TwiceAsync(wire, () => desk.UndoAsync(campaign, BulkHouse.Id(1), "coordinator"));
            Assert.Equal(new Count(3, 1, 9), await house.Book.CountNowAsync(campaign));
            Assert.Equal(["BulkInvalidated 6 spam", "BulkUndone 6"], await house.JournalAsync(campaign));
            house.Time.Advance(TimeSpan.FromSeconds(2)); // what another process did is on the pages then
            await house.AssertAgreesAsync(campaign, frozen: true);
            if (!applied && !wire.HasFailed) break;
        } while (calls < 200);
        Assert.InRange(calls, 12, 199); // every call was the one that failed, and then there was none left to fail
    }

    static async Task TwiceAsync(StorageWire wire, Func<Task<BulkResult>> act)
    {
        try
        {
            await act();
        }
        catch (RequestFailedException)
        {
            // the page says that something came in between; the coordinator presses the button once more
        }
        wire.Mend();
        Assert.Null((await act()).Refusal);
    }
}
