using Campaigns.Bench.Frame;
using Campaigns.Local.DurableTask;
using Microsoft.DurableTask;

namespace Campaigns.Bench.Engine;

/// <summary>Many instances of one activity each, started at once.</summary>
public sealed class Instances : Part
{
    public override IReadOnlyList<string> Names => ["engine.instances"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        var count = bench.Size(200, 5);
        var pair = await Pair.MeasureAsync(bench.Size(9, 1), () => OursAsync(bench, count), () => BareAsync(bench, count));
        return
        [
            Measurement.OfRate("engine.instances", pair, "inst./s",
                $"{count} instances of one activity each, started at once; ceiling: for each an insert (the start), two transactions of two rows (start "
                + $"and decision, result and end) and an update (the end), {EngineHouse.AtOnce} instances at a time. Rounds {pair.Spread}"),
        ];
    }

    static async Task<double> OursAsync(Workbench bench, int count)
    {
        await using var house = await EngineHouse.StartAsync(bench, Register);
        var time = await Workbench.TimeAsync(async () =>
        {
            await Task.WhenAll(Enumerable.Range(0, count).Select(n => house.RunAsync("one", n)));
            await house.Engine.WhenQuietAsync();
        });
        return count / time.TotalSeconds;
    }

    static async Task<double> BareAsync(Workbench bench, int count)
    {
        var instances = new BareWrites(await bench.NewTableAsync("bare"));
        var history = new BareWrites(await bench.NewTableAsync("bare"));
        var time = await Workbench.TimeAsync(() => Workbench.ManyAsync(count, EngineHouse.AtOnce, async n =>
        {
            await instances.AddAsync($"i{n}");
            await history.TransactionAsync($"i{n}", [0, 1]);
            await history.TransactionAsync($"i{n}", [2, 3]);
            await instances.ReplaceAsync($"i{n}");
        }));
        return count / time.TotalSeconds;
    }

    static void Register(EngineRegistry registry) => registry.AddOrchestrator(
        "one", typeof(int), async (context, n) => await context.CallActivityAsync<int>("nothing", n));
}
