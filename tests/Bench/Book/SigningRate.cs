using Campaigns.Bench.Frame;
using Campaigns.Storage;

namespace Campaigns.Bench.Book;

/// <summary>Confirmed signatures a second, beside rows inserted one by one into the same storage.</summary>
public sealed class SigningRate : Part
{
    /// <summary>People who sign at the same time.</summary>
    internal const int AtOnce = 256;

    public override IReadOnlyList<string> Names => ["signing.throughput"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        var count = bench.Size(2_000, 10);
        await using var app = await BookApp.StartAsync(bench);
        var pair = await Pair.MeasureAsync(bench.Size(5, 1), () => OursAsync(bench, app, count), () => InsertsAsync(bench, count));
        return
        [
            Measurement.OfRate("signing.throughput", pair, "signed/s",
                $"{count} people through the doors, {AtOnce} at a time: form posted, mail taken, link opened, button pressed; ceiling: the rows of as "
                + $"many signatures inserted one by one, 64 at a time. Rounds {pair.Spread}. Target: ratio 1.5"),
        ];
    }

    static async Task<double> OursAsync(Workbench bench, BookApp app, int count)
    {
        var signer = await new Signer(app, app.Http, await app.OpenCampaignAsync(), bench.NewName("c").ToLowerInvariant()).ReadyAsync();
        var time = await Workbench.TimeAsync(() => Workbench.ManyAsync(count, AtOnce, signer.SignAsync));
        return count / time.TotalSeconds;
    }

    /// <summary>The very rows of the book, each stored by a request of its own.</summary>
    internal static async Task<double> InsertsAsync(Workbench bench, int count)
    {
        var table = await bench.NewTableAsync("bare");
        var rows = Enumerable.Range(0, count).Select(n => SampleRows.Confirmed("abcdefghijklmnop", n, 32, organisations: 8, Key).Entity()).ToList();
        var time = await Workbench.TimeAsync(() => Workbench.ManyAsync(count, 64, n => table.AddEntityAsync(rows[n])));
        return count / time.TotalSeconds;
    }

    static readonly DataKey Key = new(new byte[DataKey.Size]);
}
