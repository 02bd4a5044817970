using Campaigns.Local.DurableTask;
using Campaigns.Tests.House;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.DurableTask;

/// <summary>
/// One workflow with a bit of everything, killed at each of its storage calls in turn, before the call goes out and after
/// storage has done it: it always ends the same way.
/// </summary>
public sealed class CrashTests(AzuriteFixture azurite)
{
    const string Expected = "a-1-2-3-go-child(x)-told";

    [Fact]
    public async Task KilledBeforeAnyStorageCallItEndsTheSame() => await KillAtEachAsync(before: true);

    [Fact]
    public async Task KilledAfterAnyStorageCallItEndsTheSame() => await KillAtEachAsync(before: false);

    async Task KillAtEachAsync(bool before)
    {
        var all = (await RunAsync(int.MaxValue, before)).Calls;
        Assert.InRange(all, 20, 100);
        for (var kill = 1; kill <= all; kill++)
        {
            var run = await RunAsync(kill, before);
            Assert.True(run.Result == Expected, $"killed at call {kill} ({run.Killed}): {run.Result}");
            Assert.True(run.Events == "go, told", $"killed at call {kill} ({run.Killed}): events {run.Events}");
        }
    }

    async Task<(string? Result, string Events, int Calls, string Killed)> RunAsync(int kill, bool before)
    {
        var calls = 0;
        var killed = "not at all";
        var done = false;
        await using var hub = Workflow();
        Task Count(string what)
        {
            // The owner's heartbeat comes when time leaps, at no fixed place.
            if (what == "renew hub" || done || Interlocked.Increment(ref calls) != kill) return Task.CompletedTask;
            killed = what;
            hub.Engine.Abandon();
            return Task.CompletedTask;
        }

        if (before) hub.BeforeStorageCall = Count;
        else hub.AfterStorageCall = Count;
        await AliveAsync(hub, () => hub.StartAsync(), isStart: true);
        await AliveAsync(hub, () => StartOnceAsync(hub));
        await AliveAsync(hub, () => hub.SettleAsync());
        await AliveAsync(hub, () => RaiseOnceAsync(hub));
        await AliveAsync(hub, () => hub.PassAsync(TimeSpan.FromHours(1)));
        await AliveAsync(hub, () => hub.PassAsync(TimeSpan.FromHours(1)));
        done = true;
        var result = (await hub.GetAsync("main")).ReadOutputAs<string>();
        var events = (await hub.Engine.GetEventsAsync("main")).Where(e => e.Type == HistoryEventType.EventRaised).Select(e => e.Name!);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.GetAsync("main-child")).RuntimeStatus);
        Assert.Equal(0, hub.Engine.UnfinishedInstances);
        return (result, string.Join(", ", events), calls, killed);
    }

    /// <summary>Does something; when the engine dies of it, starts another one and does it again.</summary>
    static async Task AliveAsync(TestHub hub, Func<Task> act, bool isStart = false)
    {
        while (true)
        {
            try
            {
                await act();
                if (!hub.Engine.IsStopped) return;
            }
            catch (Exception) when (hub.Engine.IsStopped)
            {
                if (isStart) continue;
            }

            await hub.StartAsync();
        }
    }

    static async Task StartOnceAsync(TestHub hub)
    {
        if (await hub.Client.GetInstanceAsync("main") is null) await hub.StartAsync("main", "a", "main");
    }

    /// <summary>A caller who got no answer looks before it asks again.</summary>
    static async Task RaiseOnceAsync(TestHub hub)
    {
        var history = await hub.Engine.GetEventsAsync("main");
        if (!history.Any(e => e is { Type: HistoryEventType.EventRaised, Name: "go" })) await hub.Client.RaiseEventAsync("main", "go", "go");
    }

    TestHub Workflow() => new TestHub(azurite)
        .Activity<string, string>("echo", text => text)
        .Orchestrator<string, string>("child", async (context, input) =>
        {
            await context.CreateTimer(TimeSpan.FromMinutes(10), CancellationToken.None);
            context.SendEvent(context.Parent!.InstanceId, "told", "told");
            return $"child({await context.CallActivityAsync<string>("echo", input)})";
        })
        .Orchestrator<string, string>("main", async (context, input) =>
        {
            List<string> done = [await context.CallActivityAsync<string>("echo", input)];
            done.AddRange(await Task.WhenAll(Enumerable.Range(1, 3).Select(n => context.CallActivityAsync<string>("echo", $"{n}"))));
            done.Add(await context.WaitForExternalEvent<string>("go"));
            await context.CreateTimer(TimeSpan.FromMinutes(30), CancellationToken.None);
            done.Add(await context.CallSubOrchestratorAsync<string>("child", "x", new SubOrchestrationOptions(instanceId: "main-child")));
            done.Add(await context.WaitForExternalEvent<string>("told"));
            return string.Join('-', done);
        });
}
