using Azure;
using Azure.Data.Tables;
using Campaigns.Local.DurableTask;
using Campaigns.Tests.House;
using Microsoft.DurableTask;

namespace Campaigns.Tests.DurableTask;

public sealed class StorageTroubleTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CallsThatFailBeforeOrAfterTheirEffectAreRepeatedWithoutATrace(bool before)
    {
        var calls = 0;
        var done = false;
        await using var hub = await Counting().StartAsync();
        await hub.Engine.StopAsync(CancellationToken.None);
        Task Trouble(string what) => !done && Interlocked.Increment(ref calls) % 3 == 0 && what is not ("renew hub" or "start instance")
            ? throw (before ? new RequestFailedException(503, "busy") : new TimeoutException("no answer"))
            : Task.CompletedTask;
        if (before) hub.BeforeStorageCall = Trouble;
        else hub.AfterStorageCall = Trouble;
        await hub.StartAsync();
        var id = await hub.StartAsync("count", 150);
        await hub.SettleAsync();
        done = true;
        var result = await hub.ResultAsync<int>(id);
        Assert.Equal(150 * 151 / 2, result);
        var events = await hub.Engine.GetEventsAsync(id);
        Assert.Equal(150, events.Count(e => e.Type == HistoryEventType.TaskScheduled));
        Assert.Equal(Enumerable.Range(0, 150), events.Where(e => e.Type == HistoryEventType.TaskCompleted).Select(e => e.TaskId!.Value).Order());
    }

    [Fact]
    public async Task AnOutageIsTheCallersToHearAndTheEnginesToOutlast()
    {
        var down = false;
        await using var hub = new TestHub(azurite)
            .Orchestrator<int, string>("wait", (context, _) => context.WaitForExternalEvent<string>("e"));
        hub.BeforeStorageCall = what => down ? throw new RequestFailedException(0, "connection refused") : Task.CompletedTask;
        await hub.StartAsync();
        var id = await hub.StartAsync("wait");
        await hub.SettleAsync();
        down = true;
        await Assert.ThrowsAsync<RequestFailedException>(() => hub.Client.RaiseEventAsync(id, "e", "in the outage"));
        await Assert.ThrowsAsync<RequestFailedException>(() => hub.StartAsync("wait", id: "other"));
        down = false;
        for (var quiet = hub.SettleAsync(); !quiet.IsCompleted; await Task.Delay(10)) hub.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("in the outage", await hub.ResultAsync<string>(id));
        Assert.Null(await hub.Client.GetInstanceAsync("other"));
        await hub.StartAsync("wait", id: "other");
    }

    /// <summary>Storage that crashes and comes back without its last seconds, while the engine lives.</summary>
    [Fact]
    public async Task AnInstanceWhoseEndWasForgottenIsTakenUpAgain()
    {
        await using var hub = await new TestHub(azurite)
            .Orchestrator<int, string>("wait", (context, _) => context.WaitForExternalEvent<string>("e")).StartAsync();
        var id = await hub.StartAsync("wait");
        await hub.SettleAsync();
        var before = await RowsAsync(hub, id);
        await hub.Client.RaiseEventAsync(id, "e", "the first time");
        Assert.Equal("the first time", await hub.ResultAsync<string>(id));
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.RaiseEventAsync(id, "e", "too late"));

        foreach (var (table, row) in await RowsAsync(hub, id)) await table.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        foreach (var (table, row) in before) await table.AddEntityAsync(row);
        await hub.Client.RaiseEventAsync(id, "e", "after storage went back");

        Assert.Equal("after storage went back", await hub.ResultAsync<string>(id));
    }

    [Fact]
    public async Task AnInstanceWhoseRowWasForgottenComesToItsEnd()
    {
        await using var hub = await new TestHub(azurite)
            .Orchestrator<int, string>("wait", (context, _) => context.WaitForExternalEvent<string>("e")).StartAsync();
        var id = await hub.StartAsync("wait", id: "forgotten");
        await hub.SettleAsync();
        await hub.Tables.GetTableClient(hub.Name + "Instances").DeleteEntityAsync(id, string.Empty);

        await hub.Client.RaiseEventAsync(id, "e", "done");

        Assert.Equal("done", await hub.ResultAsync<string>(id));
        await hub.StartAsync("wait", id: id);
    }

    static async Task<List<(TableClient Table, TableEntity Row)>> RowsAsync(TestHub hub, string id)
    {
        var rows = new List<(TableClient, TableEntity)>();
        foreach (var name in (string[])["Instances", "History"])
        {
            var table = hub.Tables.GetTableClient(hub.Name + name);
            await foreach (var row in table.QueryAsync<TableEntity>(row => row.PartitionKey == id)) rows.Add((table, row));
        }

        return rows;
    }

    TestHub Counting() => new TestHub(azurite)
        .Activity<int, int>("same", n => n)
        .Orchestrator<int, int>("count", async (context, count) =>
            (await Task.WhenAll(Enumerable.Range(1, count).Select(n => context.CallActivityAsync<int>("same", n)))).Sum());
}
