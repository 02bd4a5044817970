using System.Text.Json;
using Microsoft.Playwright;

namespace Campaigns.Bench.Pages;

/// <summary>A page as a browser that has nothing of it loads it.</summary>
/// <param name="Parts">Everything that was loaded for it, the page itself first, each with the bytes that came over the line, headers too.</param>
/// <param name="ServerTime">From the request until the first byte of the page.</param>
public sealed record PageLoad(IReadOnlyList<(string Address, long Bytes)> Parts, TimeSpan ServerTime)
{
    public long Bytes => Parts.Sum(part => part.Bytes);

    /// <summary>The bytes of those parts whose address ends so.</summary>
    public long Of(params string[] endings) => Parts.Where(part => endings.Any(end => part.Address.EndsWith(end, StringComparison.Ordinal))).Sum(part => part.Bytes);

    /// <param name="browser">Fresh, with scripts on.</param>
    /// <param name="before">What the tab is told before it loads the page: how slow its network is.</param>
    /// <param name="after">What is asked of the tab before it is closed.</param>
    public static async Task<PageLoad> OfAsync(IBrowserContext browser, Uri page, Func<ICDPSession, Task>? before = null, Func<IPage, Task>? after = null)
    {
        var tab = await browser.NewPageAsync();
        var session = await browser.NewCDPSessionAsync(tab);
        var (addresses, loaded) = (new Dictionary<string, string>(), new List<(string, long)>());
        session.Event("Network.responseReceived").OnEvent += (_, told) => addresses[Text(told, "requestId")] = told!.Value.GetProperty("response").GetProperty("url").GetString()!;
        session.Event("Network.loadingFinished").OnEvent += (_, told) =>
            loaded.Add((addresses.GetValueOrDefault(Text(told, "requestId"), "?"), (long)told!.Value.GetProperty("encodedDataLength").GetDouble()));
        await session.SendAsync("Network.enable");
        if (before is not null) await before(session);
        await tab.GotoAsync(page.ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        await tab.EvaluateAsync("document.fonts.ready.then(() => 0)");
        var waited = await tab.EvaluateAsync<double>("(() => { const [page] = performance.getEntriesByType('navigation'); return page.responseStart - page.requestStart; })()");
        var icon = await tab.EvaluateAsync<string?>("document.querySelector('link[rel=icon]')?.href ?? null");
        if (after is not null) await after(tab);
        await tab.CloseAsync();
        if (icon is not null) loaded.Add((icon, await SizeAsync(icon))); // headless browsers show no icon
        return new(loaded, TimeSpan.FromMilliseconds(waited));
    }

    static string Text(JsonElement? told, string name) => told!.Value.GetProperty(name).GetString()!;

    static async Task<long> SizeAsync(string address)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(address);
        return answer.IsSuccessStatusCode ? (await answer.Content.ReadAsByteArrayAsync()).Length : 0;
    }
}
