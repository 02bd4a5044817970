using Campaigns.Bench.Frame;
using Campaigns.Local.DurableTask;
using Microsoft.DurableTask;

namespace Campaigns.Bench.Engine;

/// <summary>Activities one after the other in one instance: each is one durable step.</summary>
public sealed class Sequential : Part
{
    public override IReadOnlyList<string> Names => ["engine.sequential"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        var count = bench.Size(300, 5);
        var pair = await Pair.MeasureAsync(bench.Size(9, 1), () => OursAsync(bench, count), () => BareAsync(bench, count)).ConfigureAwait(false);
        return
        [
            Measurement.OfRate("engine.sequential", pair, "steps/s",
                $"{count} activities in sequence in one instance; ceiling: rows inserted one by one into one partition. Rounds {pair.Spread}. "
                + "Target: ratio 0.25. Durable Functions on Azure Storage: 5/s"),
        ];
    }

    static async Task<double> OursAsync(Workbench bench, int count)
    {
        await using var house = await EngineHouse.StartAsync(bench, Register).ConfigureAwait(false);
        var time = await Workbench.TimeAsync(() => house.RunAsync("sequence", count)).ConfigureAwait(false);
        return count / time.TotalSeconds;
    }

    static async Task<double> BareAsync(Workbench bench, int count)
    {
        var storage = new BareWrites(await bench.NewTableAsync("bare").ConfigureAwait(false));
        var time = await Workbench.TimeAsync(() => storage.OneByOneAsync(count)).ConfigureAwait(false);
        return count / time.TotalSeconds;
    }

    static void Register(EngineRegistry registry) => registry.AddOrchestrator("sequence", typeof(int), async (context, count) =>
    {
        var sum = 0;
#pragma warning disable CA2007 // an orchestrator stays on its loop
        for (var n = 0; n < (int)count!; n++) sum += await context.CallActivityAsync<int>("nothing", n);
#pragma warning restore CA2007
        return sum;
    });
}
