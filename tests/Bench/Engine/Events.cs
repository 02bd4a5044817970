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
            bench.Size(7, 1), () => OursAsync(bench, count), () => BareAsync(bench, count, single));
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
        await using var house = await EngineHouse.StartAsync(bench, Register);
        var id = await house.Client.ScheduleNewOrchestrationInstanceAsync("collect", count);
        await house.Engine.WhenQuietAsync();
        var time = await Workbench.TimeAsync(async () =>
        {
            await Workbench.ManyAsync(count, EngineHouse.AtOnce, n => house.Client.RaiseEventAsync(id, "e", n));
            await house.EndAsync(id);
        });
        return count / time.TotalSeconds;
    }

    static async Task<double> BareAsync(Workbench bench, int count, List<double> single)
    {
        var storage = new BareWrites(await bench.NewTableAsync("bare"));
        var time = await Workbench.TimeAsync(() => storage.TogetherAsync(count, size: EngineHouse.AtOnce));
        var other = new BareWrites(await bench.NewTableAsync("bare"));
        var singles = await Workbench.TimeAsync(() => other.SideBySideAsync(count, EngineHouse.AtOnce));
        single.Add(count / singles.TotalSeconds);
        return count / time.TotalSeconds;
    }

    static void Register(EngineRegistry registry) => registry.AddOrchestrator("collect", typeof(int), async (context, count) =>
    {
        var sum = 0;
        for (var n = 0; n < (int)count!; n++) sum += await context.WaitForExternalEvent<int>("e");
        return sum;
    });
}
