using System.Collections.Concurrent;
using System.Diagnostics;
using Campaigns.Bench.Book;
using Campaigns.Bench.Frame;

namespace Campaigns.Bench.Pages;

/// <summary>The campaign's public page at 64 connections, while 50 people a second sign.</summary>
public sealed class PageReads : Part
{
    const int Connections = 64;
    const int SignASecond = 50;
    static readonly int[] Readers = [.. Enumerable.Range(0, Connections)];

    public override IReadOnlyList<string> Names => ["page.reads", "page.p99"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        await using var app = await BookApp.StartAsync(bench);
        var campaign = await app.OpenCampaignAsync();
        var signer = await new Signer(app, app.Http, campaign, bench.NewName("p").ToLowerInvariant()).ReadyAsync();
        await Workbench.ManyAsync(bench.Size(500, 5), 64, async n => await signer.PressAsync(await signer.AskAsync(n)));
        var page = new Uri($"/campaigns/{campaign}", UriKind.Relative);
        await using var bare = await BareApp.StartAsync(await app.Http.GetStringAsync(page));
        var (seconds, next) = (bench.Size(5, 1), 1_000);
        List<(double Ours, double Bare)> rates = [], slowest = [];
        for (var round = -1; round < bench.Size(3, 1); round++)
        {
            using var http = app.Client(Connections);
            var signing = OpenLoop.RunAsync(SignASecond, SignASecond * seconds, async (n, _) => await signer.PressAsync(await signer.AskAsync(next + n)));
            var ours = await ReadAsync(http, page, seconds);
            await signing;
            next += SignASecond * seconds;
            using var other = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections }) { BaseAddress = new(bare.Urls.First()) };
            var framework = await ReadAsync(other, new("/", UriKind.Relative), seconds);
            if (round < 0) continue;
            rates.Add((ours.Rate, framework.Rate));
            slowest.Add((ours.P99, framework.P99));
        }

        var what = $"the public page of a campaign that {next} people come to sign, {SignASecond} of them a second, at {Connections} connections; ceiling: the same bytes from an empty ASP.NET Core app while nobody signs";
        return [Measurement.OfRate("page.reads", Pair.Of(rates), "pages/s", what), Measurement.OfCost("page.p99", Pair.Of(slowest), "ms", what)];
    }

    static async Task<(double Rate, double P99)> ReadAsync(HttpClient http, Uri page, int seconds)
    {
        var times = new ConcurrentBag<double>();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Readers.Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed.TotalSeconds < seconds)
            {
                var start = Stopwatch.GetTimestamp();
                using var answer = await http.GetAsync(page);
                answer.EnsureSuccessStatusCode();
                OpenLoop.Note(times, start);
            }
        })));
        return (times.Count / clock.Elapsed.TotalSeconds, OpenLoop.At(times, 0.99));
    }
}
