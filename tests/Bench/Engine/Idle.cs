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
        var (begun, count) = (bench.Size(2000, 8), bench.Size(10_000, 20));
        var tables = await bench.TablesAsync();
        var hub = bench.NewName("hub");
        var rested = await BeginAsync(bench, tables, hub, begun);
        await CopyAsync(tables.GetTableClient(hub + "Instances"), begun, count);
        List<double> memory = [];
        var without = HeldMemory();
        var pair = await Pair.MeasureAsync(
            bench.Size(7, 1), () => RestartAsync(tables, hub, count, without, memory), () => ReadAsync(tables, hub));
        var restarted = Pair.Median(memory);
        return
        [
            Measurement.OfCost("engine.idle-memory", new(Math.Max(rested, restarted), BareMemory(count), ""), "bytes",
                $"managed memory for each instance that waits for a timer or an event: {restarted:0} of {count} after a restart, {rested:0} once they "
                + "have come to rest; the larger counts. Ceiling: their ids in a dictionary and a due time for each in a heap. Target: under 2048"),
            Measurement.OfCost("engine.restart", pair, "s",
                $"from the engine's start until all {count} are taken up and one of them has stored an event (rows: {begun} of the engine, the others copies); "
                + $"ceiling: reading their ids and due times, page by page. Rounds {pair.Spread}. Target: under 10 s"),
        ];
    }

    static string Id(int n) => $"campaign-{n:D20}";

    /// <summary>Bytes for each once all are at rest; the first quarter pays for connections and code.</summary>
    static async Task<double> BeginAsync(Workbench bench, TableServiceClient tables, string hub, int count)
    {
        await using var house = await EngineHouse.StartAsync(tables, hub, Register);
        await BeginAsync(house, 0, count / 4);
        await RestAsync(bench, house);
        var before = HeldMemory();
        await BeginAsync(house, count / 4, count);
        await RestAsync(bench, house);
        return (HeldMemory() - before) / (count * 0.75);
    }

    static Task BeginAsync(EngineHouse house, int first, int end) => Workbench.ManyAsync(end - first, EngineHouse.AtOnce, n =>
        house.Client.ScheduleNewOrchestrationInstanceAsync("wait", n, new StartOrchestrationOptions(Id(first + n))));

    /// <summary>The last ones leave memory two seconds after they were used.</summary>
    static async Task RestAsync(Workbench bench, EngineHouse house)
    {
        await Task.Delay(TimeSpan.FromSeconds(bench.Size(3, 0)));
        await house.Engine.WhenQuietAsync();
    }

    /// <summary>
    /// The rows of the others: beginning all of them would take minutes, because Azurite looks for a row by going through
    /// all rows with the same row key, and an instance's row key is empty.
    /// </summary>
    static async Task CopyAsync(TableClient instances, int begun, int count)
    {
        TableEntity row = await instances.GetEntityAsync<TableEntity>(Id(0), string.Empty);
        await Workbench.ManyAsync(count - begun, EngineHouse.AtOnce, n =>
            instances.AddEntityAsync(new TableEntity(row) { PartitionKey = Id(begun + n) }));
    }

    /// <summary>Seconds.</summary>
    static async Task<double> RestartAsync(TableServiceClient tables, string hub, int count, long without, List<double> memory)
    {
        var clock = Stopwatch.StartNew();
        await using var house = await EngineHouse.StartAsync(tables, hub, Register);
        if (house.Engine.UnfinishedInstances != count)
            throw new InvalidOperationException($"{house.Engine.UnfinishedInstances} instances were taken up, not {count}.");
        await house.Client.RaiseEventAsync(Id(count - 1), Event);
        var seconds = clock.Elapsed.TotalSeconds;
        await house.Engine.WhenQuietAsync();
        memory.Add((HeldMemory() - without) / (double)count);
        return seconds;
    }

    /// <summary>Seconds.</summary>
    static async Task<double> ReadAsync(TableServiceClient tables, string hub)
    {
        var clock = Stopwatch.StartNew();
        var rows = tables.GetTableClient(hub + "Instances").QueryAsync<TableEntity>(select: ["PartitionKey", "DueAt"]);
        await foreach (var _ in rows)
        {
        }

        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>What .NET alone takes to know an id and a time for each.</summary>
    static double BareMemory(int count)
    {
        var before = HeldMemory();
        var ids = new Dictionary<string, object>();
        var times = new PriorityQueue<object, DateTime>();
        for (var n = 0; n < count; n++)
        {
            var id = new object();
            ids.Add(Id(n), id);
            times.Enqueue(id, DateTime.UtcNow.AddSeconds(n));
        }

        var after = HeldMemory();
        GC.KeepAlive(ids);
        GC.KeepAlive(times);
        return (after - before) / (double)count;
    }

    static long HeldMemory()
    {
        for (var n = 0; n < 3; n++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>As a campaign does it: until the next step's time, or until somebody rings; and again.</summary>
    static void Register(EngineRegistry registry) => registry.AddOrchestrator("wait", typeof(int), async (context, n) =>
    {
        while (true)
        {
            using var cancel = new CancellationTokenSource();
            var due = context.CreateTimer(TimeSpan.FromDays(1 + ((int)n! % 100)), cancel.Token);
            var rung = context.WaitForExternalEvent<object?>(Event, cancel.Token);
#pragma warning disable CA1849 // an orchestrator stays on its loop
            if (await Task.WhenAny(due, rung) == due) return null;
            cancel.Cancel();
#pragma warning restore CA1849
        }
    });
}
