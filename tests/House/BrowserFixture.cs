using Campaigns.Bench.Frame;
using Campaigns.Tests.House;
using Campaigns.Tests.Scenarios;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace Campaigns.Tests.House;

/// <summary>
/// One headless Chromium for the whole run; it starts with the first test that asks. Each test takes a context of its own, so that
/// cookies do not meet.
/// </summary>
public sealed class BrowserFixture : IAsyncDisposable
{
    static readonly float Patience = (float)Eventually.Limit.TotalMilliseconds;

    readonly Lazy<Task<HeadlessBrowser>> browser = new(HeadlessBrowser.StartAsync);

    /// <summary>A fresh browser profile; dispose of it. JavaScript is off unless the options say otherwise.</summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions? options = null)
    {
        var context = await (await browser.Value).Browser.NewContextAsync(options ?? new() { JavaScriptEnabled = false });
        context.SetDefaultTimeout(Patience); // a busy machine is slow, not wrong
        Assertions.SetDefaultExpectTimeout(Patience);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser.IsValueCreated) await (await browser.Value).DisposeAsync();
    }
}
