using System.Diagnostics;
using Azure.Data.Tables;
using Campaigns.Bench.Frame;
using Campaigns.Local.DurableTask;
using Microsoft.DurableTask;

namespace Campaigns.Bench.Engine;

/// <summary>Ten thousand campaigns that wait for a deadline or a doorbell: what they cost, and how soon they are back after a restart.</summary>
public sealed class Idle : Part
{
    const string Event = "Doorbell";

    public override IReadOnlyList<string> Names => ["engine.idle-memory", "engine.restart"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        var count = bench.Size(10_000, 20);
        var tables = await bench.TablesAsync().ConfigureAwait(false);
        var hub = bench.NewName("hub");
        var created = await CreateAsync(tables, hub, count).ConfigureAwait(false);
        List<double> memory = [created];
        var pair = await Pair.MeasureAsync(
            bench.Size(5, 1), () => RestartAsync(tables, hub, count, memory), () => ReadAsync(tables, hub)).ConfigureAwait(false);
        var restarted = Pair.Median(memory.Skip(1));
        return
        [
            Measurement.OfCost("engine.idle-memory", new(Math.Max(created, restarted), BareMemory(count), ""), "bytes",
                $"managed memory for each of {count} instances that wait for a timer or an event: {created:0} after they came to rest, {restarted:0} "
                + "after a restart, the larger counts; ceiling: their ids in a dictionary and a due time for each in a heap. Target: under 2048"),
            Measurement.OfCost("engine.restart", pair, "s",
                $"from the engine's start until all {count} are taken up and one of them has answered an event; ceiling: reading their ids and due times "
                + $"page by page. Rounds {pair.Spread}. Target: under 10 s"),
        ];
    }

    /// <summary>Bytes for each once all are at rest.</summary>
    static async Task<double> CreateAsync(TableServiceClient tables, string hub, int count)
    {
        await using var house = await EngineHouse.StartAsync(tables, hub, Register).ConfigureAwait(false);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Workbench.ManyAsync(count, EngineHouse.AtOnce, n => house.Client.ScheduleNewOrchestrationInstanceAsync(
            "wait", n, new StartOrchestrationOptions($"campaign-{n:D20}"))).ConfigureAwait(false);

        // The last ones leave memory two seconds after they were used.
        await Task.Delay(TimeSpan.FromSeconds(3)).ConfigureAwait(false);
        await house.Engine.WhenQuietAsync().ConfigureAwait(false);
        return Math.Max(0, GC.GetTotalMemory(forceFullCollection: true) - before) / (double)count;
    }

    /// <summary>Seconds.</summary>
    static async Task<double> RestartAsync(TableServiceClient tables, string hub, int count, List<double> memory)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        await using var house = await EngineHouse.StartAsync(tables, hub, Register).ConfigureAwait(false);
        if (house.Engine.UnfinishedInstances != count)
            throw new InvalidOperationException($"{house.Engine.UnfinishedInstances} instances were taken up, not {count}.");
        await house.Client.RaiseEventAsync($"campaign-{0:D20}", Event).ConfigureAwait(false);
        var seconds = clock.Elapsed.TotalSeconds;
        await house.Engine.WhenQuietAsync().ConfigureAwait(false);
        memory.Add(Math.Max(0, GC.GetTotalMemory(forceFullCollection: true) - before) / (double)count);
        return seconds;
    }

    /// <summary>Seconds.</summary>
    static async Task<double> ReadAsync(TableServiceClient tables, string hub)
    {
        var clock = Stopwatch.StartNew();
        var rows = tables.GetTableClient(hub + "Instances").QueryAsync<TableEntity>(select: ["PartitionKey", "DueAt"]);
        await foreach (var _ in rows.ConfigureAwait(false))
        {
        }

        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>What .NET alone takes to know an id and a time for each.</summary>
    static double BareMemory(int count)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var ids = new Dictionary<string, object>();
        var times = new PriorityQueue<object, DateTime>();
        for (var n = 0; n < count; n++)
        {
            var id = new object();
            ids.Add($"campaign-{n:D20}", id);
            times.Enqueue(id, DateTime.UtcNow.AddSeconds(n));
        }

        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(ids);
        GC.KeepAlive(times);
        return (after - before) / (double)count;
    }

    /// <summary>As a campaign does it: until the next step's time, or until somebody rings; and again.</summary>
    static void Register(EngineRegistry registry) => registry.AddOrchestrator("wait", typeof(int), async (context, n) =>
    {
#pragma warning disable CA2007 // an orchestrator stays on its loop
        while (true)
        {
            using var cancel = new CancellationTokenSource();
            var due = context.CreateTimer(TimeSpan.FromDays(1 + ((int)n! % 100)), cancel.Token);
            var rung = context.WaitForExternalEvent<object?>(Event, cancel.Token);
            if (await Task.WhenAny(due, rung) == due) return null;
            await cancel.CancelAsync();
        }
#pragma warning restore CA2007
    });
}
