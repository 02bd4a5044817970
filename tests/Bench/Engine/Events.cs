using Campaigns.Bench.Frame;
using Campaigns.Local.DurableTask;

namespace Campaigns.Bench.Engine;

/// <summary>External events into one instance, until the last one is stored and its code has handled it.</summary>
public sealed class Events : Part
{
    public override IReadOnlyList<string> Names => ["engine.events"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        var count = bench.Size(2000, 5);
        List<double> single = [];
        var pair = await Pair.MeasureAsync(
            bench.Size(7, 1), () => OursAsync(bench, count), () => BareAsync(bench, count, single)).ConfigureAwait(false);
        return
        [
            Measurement.OfRate("engine.events", pair, "events/s",
                $"{count} events into one instance by {EngineHouse.AtOnce} senders, each waiting until its event is stored; ceiling: as many rows into "
                + $"one partition in transactions of {EngineHouse.AtOnce}. As single inserts, {EngineHouse.AtOnce} at a time: {Pair.Median(single):0}/s. "
                + $"Rounds {pair.Spread}. Durable Functions on Azure Storage: 50/s"),
        ];
    }

    static async Task<double> OursAsync(Workbench bench, int count)
    {
        await using var house = await EngineHouse.StartAsync(bench, Register).ConfigureAwait(false);
        var id = await house.Client.ScheduleNewOrchestrationInstanceAsync("collect", count).ConfigureAwait(false);
        await house.Engine.WhenQuietAsync().ConfigureAwait(false);
        var time = await Workbench.TimeAsync(async () =>
        {
            await Workbench.ManyAsync(count, EngineHouse.AtOnce, n => house.Client.RaiseEventAsync(id, "e", n)).ConfigureAwait(false);
            await house.EndAsync(id).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return count / time.TotalSeconds;
    }

    static async Task<double> BareAsync(Workbench bench, int count, List<double> single)
    {
        var storage = new BareWrites(await bench.NewTableAsync("bare").ConfigureAwait(false));
        var time = await Workbench.TimeAsync(() => storage.TogetherAsync(count, size: EngineHouse.AtOnce)).ConfigureAwait(false);
        var other = new BareWrites(await bench.NewTableAsync("bare").ConfigureAwait(false));
        var singles = await Workbench.TimeAsync(() => other.SideBySideAsync(count, EngineHouse.AtOnce)).ConfigureAwait(false);
        single.Add(count / singles.TotalSeconds);
        return count / time.TotalSeconds;
    }

    static void Register(EngineRegistry registry) => registry.AddOrchestrator("collect", typeof(int), async (context, count) =>
    {
        var sum = 0;
#pragma warning disable CA2007 // an orchestrator stays on its loop
        for (var n = 0; n < (int)count!; n++) sum += await context.WaitForExternalEvent<int>("e");
#pragma warning restore CA2007
        return sum;
    });
}
