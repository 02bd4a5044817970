using Campaigns.Tests.House;
using Campaigns.Tests.Scenarios;
using Microsoft.Playwright;

namespace Campaigns.Tests.Ways;

/// <summary>
/// An old telephone in a train: a quarter of this machine's processor, 50 KB in a second, nearly half a second until anything answers, and a network that goes away at
/// the worst moments. Nothing here waits for a length of time: a request has failed, has arrived, or was answered.
/// </summary>
sealed class SlowPhone
{
    readonly IPage page;
    readonly ICDPSession session;

    SlowPhone(IPage page, ICDPSession session) => (this.page, this.session) = (page, session);

    public static async Task<SlowPhone> TakeAsync(IPage page)
    {
        var phone = new SlowPhone(page, await page.Context.NewCDPSessionAsync(page));
        await phone.session.SendAsync("Network.enable");
        await phone.session.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 4 });
        await phone.NetworkAsync(isThere: true);
        return phone;
    }

    public Task NetworkAsync(bool isThere) => session.SendAsync("Network.emulateNetworkConditions", new()
    {
        ["offline"] = !isThere,
        ["latency"] = 400,
        ["downloadThroughput"] = 50_000,
        ["uploadThroughput"] = 20_000,
    });

    /// <summary>There is no network when it is pressed: nothing leaves the telephone. Ends on the browser's own page, without network.</summary>
    public async Task PressWithoutNetworkAsync(string button)
    {
        await NetworkAsync(isThere: false);
        await FailsAsync(() => Button(button).ClickAsync());
    }

    /// <summary>It goes away a moment later: what was sent arrives, and the answer does not. Ends on the browser's own page, with network.</summary>
    public async Task PressAndHearNothingAsync(string button)
    {
        await page.RouteAsync("**/*", async route =>
        {
            await route.FetchAsync(new() { MaxRedirects = 0 });
            await route.AbortAsync(RequestAbortErrorCode.InternetDisconnected);
        }, new() { Times = 1 });
        await FailsAsync(() => Button(button).ClickAsync());
    }

    /// <summary>Pressed again while the first answer is still on its way: both arrive, and only the second answer is shown.</summary>
    public async Task PressTwiceAsync(string button, string leadsTo)
    {
        var arrived = new TaskCompletionSource();
        await page.RouteAsync("**/*", async route =>
        {
            await route.FetchAsync(new() { MaxRedirects = 0 });
            arrived.SetResult();
        }, new() { Times = 1 });
        await Button(button).ScrollIntoViewIfNeededAsync();
        var box = (await Button(button).BoundingBoxAsync())!;
        var (x, y) = (box.X + box.Width / 2, box.Y + box.Height / 2);
        await page.Mouse.ClickAsync(x, y); // a click by name would wait for the answer
        await arrived.Task.WaitAsync(Eventually.Limit);
        await page.Mouse.ClickAsync(x, y);
        await page.ArriveAsync(address => address.EndsWith(leadsTo, StringComparison.Ordinal));
    }

    async Task FailsAsync(Func<Task> press)
    {
        var failed = new TaskCompletionSource();
        page.RequestFailed += Note;
        await press();
        await failed.Task.WaitAsync(Eventually.Limit);
        page.RequestFailed -= Note;
        await page.ArriveAsync(address => address.StartsWith("chrome-error:", StringComparison.Ordinal));

        void Note(object? sender, IRequest request) => failed.TrySetResult();
    }

    ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
