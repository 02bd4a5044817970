using Campaigns.Bench.Book;
using Campaigns.Bench.Frame;

namespace Campaigns.Bench.Pages;

/// <summary>What a signatory sees of the page to sign, and when, on a telephone over a slow network: what Lighthouse asks of a page, in Latin letters and from the right.</summary>
public sealed class PagePaint : Part
{
    static readonly string[] Languages = ["en", "ar"];

    const string Empty = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Empty</title><meta name=\"viewport\" content=\"width=device-width\"></head><body><p>One word.</p></body></html>";

    public override IReadOnlyList<string> Names =>
        [.. Languages.SelectMany(language => new[] { "first-paint", "largest-paint", "blocked", "shift", "requests", "bytes" }.Select(what => $"page.{what}-{language}"))];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        await using var app = await BookApp.StartAsync(bench);
        var campaign = await app.OpenCampaignAsync(more: [("title.ar", "دعوا ميرا تسافر"), ("statement.ar", string.Join("\n\n", Enumerable.Repeat("نطلب من السلطات أن تدع زميلتنا تسافر *وتعمل* وتعود إلى بيتها.", 12)))]);
        var signer = await new Signer(app, app.Http, campaign, bench.NewName("f").ToLowerInvariant()).ReadyAsync();
        await Workbench.ManyAsync(bench.Size(60, 4), 8, async n => await signer.PressAsync(await signer.AskAsync(n)));
        await using var chromium = await HeadlessBrowser.StartAsync();
        await using var empty = await BareApp.StartAsync(Empty);
        var (ours, bare) = (Languages.ToDictionary(language => language, _ => new List<PhoneLoad>()), new List<PhoneLoad>());
        for (var round = bench.Size(-1, 0); round < bench.Size(3, 1); round++) // the one before the first is not counted
        {
            var turn = new List<(List<PhoneLoad> Of, Uri Page)> { (bare, new(empty.Urls.First())) };
            turn.AddRange(Languages.Select(language => (ours[language], new Uri(app.Http.BaseAddress!, $"/campaigns/{campaign}?lang={language}"))));
            foreach (var (of, page) in turn)
                if (await PhoneLoad.OfAsync(chromium.Browser, page) is var load && round >= 0) of.Add(load);
        }
        return [.. Languages.SelectMany(language => Of(language, ours[language], bare))];
    }

    static IEnumerable<Measurement> Of(string language, List<PhoneLoad> ours, List<PhoneLoad> bare)
    {
        const string how = "the campaign's page with 60 names on a telephone as Lighthouse has it (562 ms before each answer, 1.5 Mbit/s, a quarter of the processor)";
        yield return Time("first-paint", load => load.FirstPaint, "until the first words stand there, " + how + "; good by Lighthouse: 1,800; ceiling: a page of one word from an empty ASP.NET Core app");
        yield return Time("largest-paint", load => load.LargestPaint, "until the largest of them does; good: 2,500; ceiling: the same page");
        yield return Fact("blocked", Pair.Median(ours.Select(load => load.Blocked)), "ms", "in which a touch would have had to wait; good: 200; the page of one word: " + FormattableString.Invariant($"{Pair.Median(bare.Select(load => load.Blocked)):0} ms"));
        yield return Fact("shift", ours.Max(load => load.Shift), "", "how far words moved that stood there already, at most; good: 0.1");
        yield return Fact("requests", ours.Max(load => load.Load.Parts.Count), "", "everything the page loads, itself and its icon included");
        yield return Fact("bytes", ours.Max(load => load.Load.Bytes) / 1e3, "kB", "over the line, headers too; target 60");

        Measurement Time(string what, Func<PhoneLoad, double> of, string note) =>
            Measurement.OfCost($"page.{what}-{language}", Pair.Of([.. ours.Zip(bare, (one, other) => (of(one), of(other)))]), "ms", note);

        Measurement Fact(string what, double value, string unit, string note) => new($"page.{what}-{language}", Math.Round(value, 3), unit, null, null, note);
    }
}
