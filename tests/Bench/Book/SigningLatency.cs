using System.Collections.Concurrent;
using Campaigns.Bench.Frame;
using Campaigns.Storage;

namespace Campaigns.Bench.Book;

/// <summary>How long the two posts take at a fifth of the rate that people can sign at, counted from when each was due.</summary>
public sealed class SigningLatency : Part
{
    readonly ConcurrentBag<double> asks = [], confirms = [], inserts = [];

    public override IReadOnlyList<string> Names => ["signing.latency-p50", "signing.latency-p99", "signing.latency-confirm-p50", "signing.latency-confirm-p99"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        await using var app = await BookApp.StartAsync(bench);
        await RateAsync(bench, app); // warms up
        var rate = await RateAsync(bench, app) / 5;
        var count = Math.Max(5, (int)(rate * bench.Size(12, 1)));
        await PostsAsync(bench, app, rate, count);
        await InsertsAsync(bench, rate, count);
        return
        [
            Of("signing.latency-p50", asks, 0.5, "posting the form", rate),
            Of("signing.latency-p99", asks, 0.99, "posting the form", rate),
            Of("signing.latency-confirm-p50", confirms, 0.5, "pressing the button", rate),
            Of("signing.latency-confirm-p99", confirms, 0.99, "pressing the button", rate),
        ];
    }

    Measurement Of(string name, ConcurrentBag<double> times, double part, string what, double rate) => Measurement.OfCost(
        name, new(OpenLoop.At(times, part), OpenLoop.At(inserts, part), ""), "ms",
        FormattableString.Invariant($"{what}, {rate:0} a second of each (a fifth of what was possible just before), from when it was due until the answer, {times.Count} times; ceiling: single rows inserted at the same pace"));

    static async Task<double> RateAsync(Workbench bench, BookApp app)
    {
        var count = bench.Size(1_500, 10);
        var signer = await new Signer(app, app.Http, await app.OpenCampaignAsync(), bench.NewName("r").ToLowerInvariant()).ReadyAsync();
        var time = await Workbench.TimeAsync(() => Workbench.ManyAsync(count, SigningRate.AtOnce, async n => await signer.PressAsync(await signer.AskAsync(n))));
        return count / time.TotalSeconds;
    }

    /// <summary>Half a minute's people ask and confirm in one stream: those who confirm asked before it began.</summary>
    async Task PostsAsync(Workbench bench, BookApp app, double rate, int count)
    {
        var signer = await new Signer(app, app.Http, await app.OpenCampaignAsync(), bench.NewName("l").ToLowerInvariant()).ReadyAsync();
        var links = new string[count];
        await Workbench.ManyAsync(count, 64, async n => links[n] = await signer.AskAsync(n));
        await app.Storage.QuietAsync();
        await Task.WhenAll(
            OpenLoop.RunAsync(rate, count, async (n, due) =>
            {
                await signer.PostFormAsync(count + n);
                OpenLoop.Note(asks, due);
            }),
            OpenLoop.RunAsync(rate, count, async (n, due) =>
            {
                await signer.PressAsync(links[n]);
                OpenLoop.Note(confirms, due);
            }));
    }

    async Task InsertsAsync(Workbench bench, double rate, int count)
    {
        var table = await bench.NewTableAsync("bare");
        var key = new DataKey(new byte[DataKey.Size]);
        var rows = Enumerable.Range(0, 2 * count).Select(n => SampleRows.Confirmed("abcdefghijklmnop", n, 4, organisations: 8, key).Entity()).ToList();
        await OpenLoop.RunAsync(2 * rate, 2 * count, async (n, due) =>
        {
            await table.AddEntityAsync(rows[n]);
            OpenLoop.Note(inserts, due);
        });
    }
}
