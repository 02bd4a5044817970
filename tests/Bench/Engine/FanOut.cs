using Campaigns.Bench.Frame;
using Campaigns.Local.DurableTask;
using Microsoft.DurableTask;

namespace Campaigns.Bench.Engine;

/// <summary>Activities fanned out from one instance, all results awaited.</summary>
public sealed class FanOut : Part
{
    public override IReadOnlyList<string> Names => ["engine.fan-out"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        var count = bench.Size(1000, 5);
        List<double> results = [];
        List<double> single = [];
        var pair = await Pair.MeasureAsync(
            bench.Size(7, 1), () => OursAsync(bench, count), () => BareAsync(bench, count, results, single));
        return
        [
            Measurement.OfRate("engine.fan-out", pair, "act./s",
                $"{count} activities fanned out from one instance and awaited; ceiling: the rows that this takes at least, a decision and a result "
                + "for each, decisions before results, in transactions of 100 into one partition. "
                + $"The results alone that way: {Pair.Median(results):0}/s; as single inserts, {EngineHouse.AtOnce} at a time: {Pair.Median(single):0}/s. "
                + $"Rounds {pair.Spread}. Target: ratio 0.5. Durable Functions on Azure Storage: 100/s"),
        ];
    }

    static async Task<double> OursAsync(Workbench bench, int count)
    {
        await using var house = await EngineHouse.StartAsync(bench, Register);
        var time = await Workbench.TimeAsync(() => house.RunAsync("fan", count));
        return count / time.TotalSeconds;
    }

    static async Task<double> BareAsync(Workbench bench, int count, List<double> results, List<double> single)
    {
        var storage = new BareWrites(await bench.NewTableAsync("bare"));
        var decisions = await Workbench.TimeAsync(() => storage.TogetherAsync(count));
        var more = await Workbench.TimeAsync(() => storage.TogetherAsync(count, first: count));
        results.Add(count / decisions.TotalSeconds);

        var other = new BareWrites(await bench.NewTableAsync("bare"));
        var singles = await Workbench.TimeAsync(() => other.SideBySideAsync(count, EngineHouse.AtOnce));
        single.Add(count / singles.TotalSeconds);
        return count / (decisions + more).TotalSeconds;
    }

    static void Register(EngineRegistry registry) => registry.AddOrchestrator("fan", typeof(int), async (context, count) =>
    {
        var results = await Task.WhenAll(Enumerable.Range(0, (int)count!).Select(n => context.CallActivityAsync<int>("nothing", n)));
        return results.Sum();
    });
}
