using System.Collections.Concurrent;
using System.Globalization;
using Campaigns.Bench.Engine;
using Campaigns.Bench.Frame;
using Campaigns.Local.DurableTask;
using Microsoft.DurableTask;

namespace Campaigns.Bench.Timers;

/// <summary>A thousand instances, each with a timer that is due within the same minute: how late each one acts.</summary>
public sealed class Lateness : Part
{
    public override IReadOnlyList<string> Names => ["timers.lateness"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        var count = bench.Size(1000, 5);
        var span = TimeSpan.FromSeconds(bench.Size(60, 1));
        var ours = new ConcurrentBag<double>();
        var bare = new ConcurrentBag<double>();
        await using var house = await EngineHouse.StartAsync(bench, registry => Register(registry, ours));
        var storage = new BareWrites(await bench.NewTableAsync("bare"));

        // Due only after all were started, and after those that were started last have left memory.
        var first = DateTime.UtcNow.AddSeconds(bench.Size(20, 1));
        DateTime Due(double n) => first + (n / count * span);
        var ids = new string[count];
        await Workbench.ManyAsync(count, EngineHouse.AtOnce, async n =>
            ids[n] = await house.Client.ScheduleNewOrchestrationInstanceAsync("timer", Due(n)));
        var missed = DateTime.UtcNow > first;
        var timers = Enumerable.Range(0, count).Select(n => BareAsync(storage, n, Due(n + 0.5), bare));
        await Task.WhenAll([.. ids.Select(house.EndAsync), .. timers]);
        return [Result(count, span, Sorted(ours), Sorted(bare), missed)];
    }

    static double[] Sorted(IEnumerable<double> values) => [.. values.Order()];

    static Measurement Result(int count, TimeSpan span, double[] ours, double[] bare, bool missed) => Measurement.OfCost(
        "timers.lateness", new(Pair.At(ours, 0.99), Pair.At(bare, 0.99), ""), "ms p99", string.Create(
            CultureInfo.InvariantCulture,
            $"{count} timers of as many instances, due over {span.TotalSeconds:0} s, until the activity after each runs (its timer is stored by then); "
            + $"p50 {Pair.At(ours, 0.5):0.0} ms, longest {ours[^1]:0} ms. Ceiling: as many timers of the framework in the same minute, each with one "
            + $"insert; p50 {Pair.At(bare, 0.5):0.0} ms, longest {bare[^1]:0} ms{(missed ? ". The machine was too slow to start all of them in time" : "")}"));

    static async Task BareAsync(BareWrites storage, int n, DateTime due, ConcurrentBag<double> late)
    {
        var wait = due - DateTime.UtcNow;
        if (wait > TimeSpan.Zero) await Task.Delay(wait);
        await storage.AddAsync($"t{n}");
        late.Add((DateTime.UtcNow - due).TotalMilliseconds);
    }

    static void Register(EngineRegistry registry, ConcurrentBag<double> late)
    {
        registry.AddActivity("act", typeof(DateTime), (_, due) =>
        {
            late.Add((DateTime.UtcNow - (DateTime)due!).TotalMilliseconds);
            return Task.FromResult<object?>(null);
        });
        registry.AddOrchestrator("timer", typeof(DateTime), async (context, due) =>
        {
            await context.CreateTimer((DateTime)due!, CancellationToken.None);
            await context.CallActivityAsync("act", due);
            return null;
        });
    }
}
