using Campaigns.Bench.Frame;
using Campaigns.Storage;

namespace Campaigns.Bench.Book;

/// <summary>Confirmed signatures a second, beside rows inserted one by one into the same storage.</summary>
public sealed class SigningRate : Part
{
    /// <summary>People who sign at the same time.</summary>
    internal const int AtOnce = 256;

    static readonly DataKey Key = new(new byte[DataKey.Size]);

    readonly List<double> alone = [], here = [], there = [];

    public override IReadOnlyList<string> Names => ["signing.throughput"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        var count = bench.Size(3_000, 10);
        await using var app = await BookApp.StartAsync(bench);
        var pair = await Pair.MeasureAsync(bench.Size(5, 1), () => OursAsync(bench, app, count), () => BareAsync(bench, count));
        return
        [
            Measurement.OfRate("signing.throughput", pair, "signed/s",
                FormattableString.Invariant($"{count} people through the doors, {AtOnce} at a time: form posted, mail taken, button pressed (pages are measured in page.reads); ")
                + FormattableString.Invariant($"{Pair.Median(here):0.00} ms of processor for each here, both sides of HTTP, and {Pair.Median(there):0.00} ms in storage. Ceiling: the rows of as many ")
                + FormattableString.Invariant($"signatures inserted one by one, 64 at a time; one after the other it is {Pair.Median(alone):0} a second. Rounds {pair.Spread}. Target: ratio 1.5")),
        ];
    }

    async Task<double> OursAsync(Workbench bench, BookApp app, int count)
    {
        var signer = await new Signer(app, app.Http, await app.OpenCampaignAsync(), bench.NewName("c").ToLowerInvariant()).ReadyAsync();
        var before = await bench.ProcessorTimeAsync();
        var time = await Workbench.TimeAsync(() => Workbench.ManyAsync(count, AtOnce, async n => await signer.PressAsync(await signer.AskAsync(n))));
        var after = await bench.ProcessorTimeAsync();
        here.Add((after.Here - before.Here).TotalMilliseconds / count);
        there.Add((after.Storage - before.Storage).TotalMilliseconds / count);
        return count / time.TotalSeconds;
    }

    async Task<double> BareAsync(Workbench bench, int count)
    {
        alone.Add(await InsertsAsync(bench, count / 10, 1));
        return await InsertsAsync(bench, count, 64);
    }

    /// <summary>The very rows of the book, each stored by a request of its own.</summary>
    static async Task<double> InsertsAsync(Workbench bench, int count, int atOnce)
    {
        var table = await bench.NewTableAsync("bare");
        var rows = Enumerable.Range(0, count).Select(n => SampleRows.Confirmed("abcdefghijklmnop", n, 4, organisations: 8, Key).Entity()).ToList();
        var time = await Workbench.TimeAsync(() => Workbench.ManyAsync(count, atOnce, n => table.AddEntityAsync(rows[n])));
        return count / time.TotalSeconds;
    }
}
