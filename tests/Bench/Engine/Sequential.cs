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
        var count = bench.Size(150, 5);
        List<double> steps = [];
        var pair = await Pair.MeasureAsync(
            bench.Size(15, 1), () => OursAsync(bench, count), () => BareAsync(bench, count, steps));
        return
        [
            Measurement.OfRate("engine.sequential", pair, "steps/s",
                $"{count} activities in sequence in one instance; ceiling: rows inserted one by one into one partition. What a step writes, two rows in a "
                + $"transaction (result and next decision), storage alone does {Pair.Median(steps):0} times a second. Rounds {pair.Spread}. Target: ratio 0.25. "
                + "Durable Functions on Azure Storage: 5/s"),
        ];
    }

    static async Task<double> OursAsync(Workbench bench, int count)
    {
        await using var house = await EngineHouse.StartAsync(bench, Register);
        var time = await Workbench.TimeAsync(() => house.RunAsync("sequence", count));
        return count / time.TotalSeconds;
    }

    static async Task<double> BareAsync(Workbench bench, int count, List<double> steps)
    {
        var other = new BareWrites(await bench.NewTableAsync("bare"));
        var pairs = await Workbench.TimeAsync(() => other.TwoByTwoAsync(count));
        steps.Add(count / pairs.TotalSeconds);
        var storage = new BareWrites(await bench.NewTableAsync("bare"));
        var time = await Workbench.TimeAsync(() => storage.OneByOneAsync(count));
        return count / time.TotalSeconds;
    }

    static void Register(EngineRegistry registry) => registry.AddOrchestrator("sequence", typeof(int), async (context, count) =>
    {
        var sum = 0;
        for (var n = 0; n < (int)count!; n++) sum += await context.CallActivityAsync<int>("nothing", n);
        return sum;
    });
}
