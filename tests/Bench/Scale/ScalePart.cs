using Campaigns.Bench.Book;
using Campaigns.Bench.Frame;
using Microsoft.Extensions.Time.Testing;

namespace Campaigns.Bench.Scale;

/// <summary>
/// A national-scale campaign, played against what the services publish as their limits (docs/scale.md), and the one number of the model that is measured
/// here: what an idle app asks of storage.
/// </summary>
public sealed class ScalePart : Part
{
    const string Published = "ceiling: the limit that the service publishes; computed from docs/scale-model.json, the same on every machine";

    public override IReadOnlyList<string> Names => ["scale.day-account", "scale.day-partition", "scale.tenfold-account", "scale.tenfold-partition", "scale.idle-calls"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        var model = ScaleModel.Read();
        var (day, tenfold) = (NationalDays.Play(model, 6_000_000), NationalDays.Play(model, 60_000_000));
        return
        [
            Of(Names[0], day.AccountRows, model.Limits.AccountPerSecond, $"6,000,000 signatures in four days, {day.PeakPerMinute:0} in the busiest minute"),
            Of(Names[1], day.PartitionRows, model.Limits.PartitionPerSecond, "the same, in one shard"),
            Of(Names[2], tenfold.AccountRows, model.Limits.AccountPerSecond, $"ten times that, {tenfold.PeakPerMinute:0} in the busiest minute"),
            Of(Names[3], tenfold.PartitionRows, model.Limits.PartitionPerSecond, "the same, in one shard"),
            await IdleAsync(bench),
        ];
    }

    public override string Report() => string.Concat(ScaleTables.Of(ScaleModel.Read()).Select(table => $"\n{table.Key}\n{table.Value}"));

    static Measurement Of(string name, double value, double limit, string note) => Measurement.OfCost(name, new(value, limit, ""), "rows/s", $"{note}; {Published}");

    static async Task<Measurement> IdleAsync(Workbench bench)
    {
        // What is counted takes as long as the calls do, not a minute; in that minute nothing is due that comes each hour or every five minutes.
        var clock = new FakeTimeProvider(new(2026, 3, 2, 9, 7, 0, TimeSpan.Zero));
        await using var app = await BookApp.StartAsync(bench, time: clock);
        await app.OpenCampaignAsync();
        var (before, seconds) = (app.Storage.Now, bench.Size(60, 1));
        for (var second = 0; second < seconds; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(50);
        }
        var asked = app.Storage.Now - before;
        var calls = Math.Max(asked.Reads + asked.Writes, 1) * 60.0 / seconds;
        return new("scale.idle-calls", Math.Round(calls), "calls/min", null, null, $"an app with one open campaign that nobody signs, counted for {seconds} s of its clock; without the engine's own");
    }
}
