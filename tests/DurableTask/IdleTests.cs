using Campaigns.Local.DurableTask;
using Campaigns.Tests.House;
using Microsoft.DurableTask;

namespace Campaigns.Tests.DurableTask;

[CollectionDefinition("alone", DisableParallelization = true)]
public static class Alone;

/// <summary>Alone, because memory is measured.</summary>
[Collection("alone")]
public sealed class IdleTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task InstancesThatWaitCostLittleMemoryAndNoCalls()
    {
        const int Count = 600;
        var calls = 0;
        await using var hub = Waiting();
        hub.MaxLingering = 50;
        await hub.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, Count).Select(n => hub.StartAsync("wait", n % 10)));
        await hub.SettleAsync();

        hub.BeforeStorageCall = what =>
        {
            if (what != "renew hub") Interlocked.Increment(ref calls);
            return Task.CompletedTask;
        };
        // What other parts of this process keep meanwhile is measured too, but not each time.
        var each = long.MaxValue;
        for (var round = 0; round < 5 && Math.Abs(each) > 2048; round++) each = await BytesOfEachAsync();
        Assert.Equal(Count, hub.Engine.UnfinishedInstances);
        Assert.InRange(each, -2048, 2048);

        // Start-up lists the instances by the thousand and reads no history; then nothing until the first is due.
        Assert.InRange(calls, 5, 10);
        calls = 0;
        hub.Time.Advance(TimeSpan.FromHours(23));
        await hub.SettleAsync();
        Assert.Equal(0, calls);
        await hub.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(Count * 9 / 10, hub.Engine.UnfinishedInstances);

        async Task<long> BytesOfEachAsync()
        {
            await hub.Engine.StopAsync(CancellationToken.None);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            calls = 0;
            await hub.StartAsync();
            await hub.SettleAsync();
            return (GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
        }
    }

    [Fact]
    public async Task AnInstanceComesBackFromItsRowUnlessTheHistoryHasGoneOn()
    {
        List<string> calls = [];
        await using var hub = new TestHub(azurite).Orchestrator<int, string>("collect", async (context, count) =>
        {
            List<string> words = [];
            while (words.Count < count) words.Add(await context.WaitForExternalEvent<string>("e"));
            return string.Concat(words);
        });
        hub.BeforeStorageCall = what =>
        {
            lock (calls) calls.Add(what);
            return Task.CompletedTask;
        };
        await hub.StartAsync();
        var id = await hub.StartAsync("collect", 5);
        await hub.Client.RaiseEventAsync(id, "e", "1");
        await hub.PassAsync(TimeSpan.FromSeconds(3));
        await hub.Client.RaiseEventAsync(id, "e", "2");
        Assert.DoesNotContain("read history", calls);
        Assert.DoesNotContain("look for row", calls);

        // Killed with an event in the history that the row does not know of.
        await hub.RestartAsync();
        await hub.SettleAsync();
        Assert.Contains("read history", calls);
        calls.Clear();
        await hub.Client.RaiseEventAsync(id, "e", "3");
        await hub.PassAsync(TimeSpan.FromSeconds(3));

        // Killed while it was at rest.
        await hub.RestartAsync();
        await hub.Client.RaiseEventAsync(id, "e", "4");
        Assert.Contains("look for row", calls);
        Assert.DoesNotContain("read history", calls);
        await hub.Client.RaiseEventAsync(id, "e", "5");
        Assert.Equal("12345", await hub.ResultAsync<string>(id));
    }

    [Fact]
    public async Task AStopLetsActivitiesEndAndKeepsTheirResults()
    {
        var begun = new TaskCompletionSource();
        var end = new TaskCompletionSource<string>();
        var runs = 0;
        await using var hub = await new TestHub(azurite)
            .Activity<int, string>("slow", _ =>
            {
                runs++;
                begun.TrySetResult();
                return end.Task;
            })
            .Orchestrator<int, string>("call", (context, n) => context.CallActivityAsync<string>("slow", n)).StartAsync();
        var id = await hub.StartAsync("call");
        await begun.Task;
        var stop = hub.Engine.StopAsync(CancellationToken.None);
        Assert.False(stop.IsCompleted);
        end.SetResult("kept");
        await stop.WaitAsync(TimeSpan.FromMinutes(2));
        await hub.StartAsync();
        Assert.Equal("kept", await hub.ResultAsync<string>(id));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task AnActivityThatDoesNotEndRunsAgainAfterTheNextStart()
    {
        var runs = 0;
        await using var hub = await new TestHub(azurite)
            .Activity<int, string>("slow", async _ => ++runs > 1 ? "second" : await new TaskCompletionSource<string>().Task)
            .Orchestrator<int, string>("call", (context, n) => context.CallActivityAsync<string>("slow", n)).StartAsync();
        var id = await hub.StartAsync("call");
        while (runs == 0) await Task.Delay(5);
        var stop = hub.Engine.StopAsync(CancellationToken.None);
        for (; !stop.IsCompleted; await Task.Delay(10)) hub.Time.Advance(TimeSpan.FromSeconds(1));
        await hub.StartAsync();
        Assert.Equal("second", await hub.ResultAsync<string>(id));
    }

    TestHub Waiting() => new TestHub(azurite).Orchestrator<int, int>("wait", async (context, n) =>
    {
        await context.CreateTimer(TimeSpan.FromDays(1 + n), CancellationToken.None);
        return n;
    });
}
