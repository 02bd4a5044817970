using Azure.Data.Tables;
using Campaigns.Deliveries;
using Campaigns.Networks;
using Campaigns.Reconciling;
using Campaigns.Tests.Life;
using Campaigns.Tests.Privacy;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Campaigns.Tests.Deliveries;

/// <summary>What a page costs where there is very much, and when anything is counted.</summary>
[Collection(CampaignTests.Name)]
public sealed class DeliveryBoardTests(OwnAzurite azurite)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_takes_few_queries_however_much_there_is_and_all_pages_together_show_each_row_once()
    {
        var wire = new StorageWire();
        await using var house = await CampaignHouse.BuildAsync(azurite, storage: wire.Options());
        var (tables, names) = (house.Office.Tables, new List<string>());
        foreach (var shard in Enumerable.Range(0, 50))
        {
            var partition = $"{Storage.Base32.Random(16)}-{shard:D3}";
            // Many that were taken, and few that were not.
            foreach (var some in Enumerable.Range(0, 200).Chunk(100))
                await tables.Signatures.SubmitTransactionAsync(some.Select(n => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(partition, $"mail|confirm-{n:D3}") { ["Kind"] = "ConfirmSignature", ["State"] = n % 70 == 0 ? "Rejected" : "Sent", ["ChangedAt"] = house.Now, ["Attempts"] = 1 })), Cancel);
            names.AddRange(new[] { 0, 70, 140 }.Select(n => $"{partition}/mail|confirm-{n:D3}"));
            await tables.Index.AddEntityAsync(new TableEntity(CountedRow.Shelf(DeliveryState.Refused), $"{shard:D19}|{partition}") { ["Network"] = "-", ["Confirmation"] = 3 }, Cancel);
        }
        var (board, found, after, pages) = (house.Office.Get<DeliveryBoard>(), new List<string>(), (string?)null, 0);
        var filter = new DeliveryFilter(DeliveryState.Refused, DeliveryKind.Confirmation, null, null, null, NetworkScope.All);
        do
        {
            wire.Clear();
            var page = await board.PageAsync(filter, after, cancellation: Cancel);
            Assert.InRange(wire.Calls.Count(call => call.StartsWith("GET", StringComparison.Ordinal)), 1, 2 + DeliveryBoard.PartitionsAtOnce);
            Assert.InRange(page.Deliveries.Count, 0, DeliveryPage.Size);
            found.AddRange(page.Deliveries.Select(one => $"{one.Key.Partition}/{one.Key.Row}"));
            after = page.Next;
        } while (after is not null && ++pages < 20);
        Assert.Equal(names, found);
        Assert.Empty((await board.PageAsync(filter with { Scope = new(false, false, ["other"]) }, null, cancellation: Cancel)).Deliveries);
        Assert.Empty((await board.PageAsync(filter with { Kind = DeliveryKind.Update }, null, cancellation: Cancel)).Deliveries);
    }

    [Fact]
    public async Task What_is_at_work_is_counted_each_minute_however_long_counting_takes_and_where_nothing_is_storage_is_not_asked()
    {
        var wire = new StorageWire();
        await using var house = await CampaignHouse.BuildAsync(azurite, storage: wire.Options());
        var campaign = await LaunchedAsync(house);
        var begun = house.Now;
        var clock = new FakeTimeProvider(begun) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(100) };
        var atWork = Counting(house.Office.Get<Witness>());
        await atWork.RunAsync(Cancel);
        Assert.Equal(begun, await CountedAtAsync());
        clock.SetUtcNow(begun.AddMinutes(1));
        await atWork.RunAsync(Cancel);
        Assert.Equal(begun.AddMinutes(1), await CountedAtAsync());

        var asleep = Counting(new Witness(clock));
        await asleep.RunAsync(Cancel);
        wire.Clear();
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await asleep.RunAsync(Cancel));
        Assert.Empty(wire.Calls);

        async Task<DateTimeOffset> CountedAtAsync() => CountedRow.Read(await house.Office.Tables.Index.GetEntityAsync<TableEntity>(CountedRow.Counted, campaign.Id, cancellationToken: Cancel)).At;

        DeliveryCounting Counting(Witness witness) => new(house.Office.Tables, house.Store, witness, clock, NullLogger<DeliveryCounting>.Instance);
    }

    [Fact]
    public async Task Between_two_whole_rounds_only_what_is_at_work_is_read_and_the_sums_move_with_it()
    {
        var wire = new StorageWire();
        await using var house = await CampaignHouse.BuildAsync(azurite, storage: wire.Options());
        var campaign = await LaunchedAsync(house);
        var (index, clock) = (house.Office.Tables.Index, new FakeTimeProvider(house.Now));
        foreach (var (id, network) in new[] { ("another", "-"), ("third", "net") }) await index.UpsertEntityAsync(Counted(id, network, 7).Row(), cancellationToken: Cancel);
        var counting = new DeliveryCounting(house.Office.Tables, house.Store, house.Office.Get<Witness>(), clock, NullLogger<DeliveryCounting>.Instance);
        await counting.RunAsync(Cancel);
        var before = await SumAsync("-");
        Assert.Equal(7, before.Of(DeliveryState.Accepted, DeliveryKind.Letter));

        await house.Office.Tables.Campaigns.AddEntityAsync(new TableEntity(campaign.Id, "mail|more") { ["Kind"] = "ConfirmSignature", ["State"] = "Rejected", ["ChangedAt"] = house.Now, ["Attempts"] = 1 }, Cancel);
        foreach (var row in new[] { Counted("another", "-", 9), Counted("third", "net", 9) }) await index.UpsertEntityAsync(row.Row(), cancellationToken: Cancel); // of which nobody says anything
        wire.Clear();
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await counting.RunAsync(Cancel));
        Assert.Equal(2, wire.Calls.Count(call => call.StartsWith("GET", StringComparison.Ordinal) && call.EndsWith("/CampaignIndex", StringComparison.Ordinal))); // its row, and the sum
        await AssertMovedAsync(7, 1);
        await counting.RefreshAsync([campaign.Id], Cancel);
        await AssertMovedAsync(7, 1);

        clock.Advance(TimeSpan.FromMinutes(9));
        await counting.RunAsync(Cancel);
        await AssertMovedAsync(9, 1);
        Assert.Equal(9, (await SumAsync("net")).Of(DeliveryState.Accepted, null));

        async Task AssertMovedAsync(int letters, int refused)
        {
            var now = await SumAsync("-");
            Assert.Equal((letters, before.Of(DeliveryState.Refused, null) + refused), (now.Of(DeliveryState.Accepted, DeliveryKind.Letter), now.Of(DeliveryState.Refused, null)));
        }

        async Task<DeliveryTally> SumAsync(string network) => new(null, DeliverySums.Read(await index.GetEntityAsync<TableEntity>(CountedRow.Tally, network, cancellationToken: Cancel)));

        CountedRow Counted(string id, string network, int letters) => new(id, network, "0", house.Now, [new(id, DeliveryKind.Letter, DeliveryState.Accepted, letters)]);
    }

    [Fact]
    public void Counting_waits_longer_the_more_there_is_and_begins_again_when_the_clock_was_set_back()
    {
        var now = Launches.Now;
        Assert.True(DeliveryCounting.IsDue(null, false, now));
        foreach (var (rows, isLively, minutes) in new[] { (0, true, 1), (10_000, true, 1), (0, false, 10), (100_000, true, 10), (100_000, false, 10), (1_000_000, true, 100) })
        {
            Assert.False(DeliveryCounting.IsDue(Counted(rows, now.AddMinutes(-minutes).AddSeconds(1)), isLively, now), $"{rows}");
            Assert.True(DeliveryCounting.IsDue(Counted(rows, now.AddMinutes(-minutes)), isLively, now), $"{rows}");
        }
        Assert.True(DeliveryCounting.IsDue(Counted(0, now.AddMinutes(1)), false, now));

        static CountedRow Counted(int rows, DateTimeOffset at) => new("a", "-", "0", at, [new("a", DeliveryKind.Letter, DeliveryState.Accepted, rows)]);
    }

    /// <summary>A campaign of which nothing is under way.</summary>
    static async Task<Campaign> LaunchedAsync(CampaignHouse house)
    {
        var campaign = await house.LaunchAsync();
        await house.PassAsync(TimeSpan.Zero);
        return campaign;
    }
}
