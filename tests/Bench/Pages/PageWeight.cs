using System.IO.Compression;
using System.Text;
using Campaigns.Bench.Book;
using Campaigns.Bench.Frame;

namespace Campaigns.Bench.Pages;

/// <summary>What a person who is asked to sign waits for: every byte of the campaign's page in a browser that has never seen it.</summary>
public sealed class PageWeight : Part
{
    static readonly string[] Languages = ["en", "fr", "ru"];

    static readonly (string Language, string Title, string Says)[] Texts =
    [
        ("fr", "Laissez Mira voyager", "Nous demandons aux autorités de laisser notre collègue voyager, travailler et rentrer chez elle."),
        ("ru", "Дайте Мире ездить", "Мы просим власти дать нашей коллеге ездить, *работать* и возвращаться домой."),
    ];

    public override IReadOnlyList<string> Names => ["page.weight", "page.first-view"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        await using var app = await BookApp.StartAsync(bench);
        var campaign = await app.OpenCampaignAsync(more: Texts.SelectMany(text => new[] { ($"title.{text.Language}", text.Title), ($"statement.{text.Language}", string.Join("\n\n", Enumerable.Repeat(text.Says, 12))) }));
        var signer = await new Signer(app, app.Http, campaign, bench.NewName("w").ToLowerInvariant()).ReadyAsync();
        await Workbench.ManyAsync(bench.Size(60, 4), 8, async n => await signer.PressAsync(await signer.AskAsync(n)));
        await using var chromium = await HeadlessBrowser.StartAsync();
        var loads = new Dictionary<string, PageLoad>();
        foreach (var language in Languages) loads[language] = await LoadAsync(chromium, new(app.Http.BaseAddress!, $"/campaigns/{campaign}?lang={language}"));

        var english = loads["en"];
        var bare = Packed(await app.Http.GetStringAsync(new Uri($"/campaigns/{campaign}?lang=en", UriKind.Relative)));
        var (ours, framework) = (new List<double>(), new List<double>());
        await using var empty = await BareApp.StartAsync(await app.Http.GetStringAsync(new Uri($"/campaigns/{campaign}", UriKind.Relative)));
        for (var turn = 0; turn < bench.Size(15, 1); turn++) // the campaign changes in between: every page is made anew
        {
            await signer.PressAsync(await signer.AskAsync(1_000 + turn));
            ours.Add((await LoadAsync(chromium, new(app.Http.BaseAddress!, $"/campaigns/{campaign}?lang=en"))).ServerTime.TotalMilliseconds);
            framework.Add((await LoadAsync(chromium, new(empty.Urls.First()))).ServerTime.TotalMilliseconds);
        }
        return
        [
            Measurement.OfCost("page.weight", new(loads.Values.Max(load => load.Bytes) / 1e3, bare / 1e3, ""), "kB",
                $"the campaign's page with 60 names and everything it needs, in the heaviest language, headers too ({string.Join(", ", loads.Select(one => $"{one.Key} {one.Value.Bytes / 1e3:0.0}"))}; en: {Said(english)}); "
                + "target 60; ceiling: the page's own HTML, compressed as well as it can be"),
            Measurement.OfCost("page.first-view", new(Pair.Median(ours), Pair.Median(framework), ""), "ms",
                "from the browser's request to the first byte of that page, just after somebody has signed; the slowest of them " + FormattableString.Invariant($"{ours.Max():0} ms; target 100; ceiling: the same bytes from an empty ASP.NET Core app")),
        ];
    }

    static async Task<PageLoad> LoadAsync(HeadlessBrowser chromium, Uri page)
    {
        await using var fresh = await chromium.Browser.NewContextAsync();
        return await PageLoad.OfAsync(fresh, page);
    }

    static string Said(PageLoad load) =>
        FormattableString.Invariant($"html {(load.Bytes - load.Of(".css", ".woff2", ".svg")) / 1e3:0.0}, style {load.Of(".css") / 1e3:0.0}, type {load.Of(".woff2") / 1e3:0.0}, icon {load.Of(".svg") / 1e3:0.0}");

    static double Packed(string page)
    {
        using var to = new MemoryStream();
        using (var packing = new BrotliStream(to, CompressionLevel.SmallestSize)) packing.Write(Encoding.UTF8.GetBytes(page));
        return to.ToArray().Length;
    }
}
