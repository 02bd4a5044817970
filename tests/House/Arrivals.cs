using Campaigns.Tests.Scenarios;
using Microsoft.Playwright;

namespace Campaigns.Tests.House;

/// <summary>
/// Leads from page to page. What the browser tells of a navigation is lost now and then, and fails where the next one overtakes it; so the page itself is
/// asked whether it has come, styles and all.
/// </summary>
static class Arrivals
{
    public static async Task<IResponse?> GoAsync(this IPage page, string path)
    {
        var answer = await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Commit });
        await page.LoadedAsync();
        return answer;
    }

    public static Task AgainAsync(this IPage page) => page.LeaveAsync(() => page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit }));

    /// <summary>The browser's arrow.</summary>
    public static Task BackAsync(this IPage page) => page.LeaveAsync(() => page.GoBackAsync(new() { WaitUntil = WaitUntilState.Commit }));

    /// <summary>Clicks, and waits for the page that comes of it.</summary>
    public static Task FollowAsync(this ILocator there) => there.Page.LeaveAsync(() => there.ClickAsync());

    /// <summary>Does what leads on, and waits until another page is there.</summary>
    public static async Task LeaveAsync(this IPage page, Func<Task> act)
    {
        await page.EvaluateAsync("window.left = true");
        await act();
        await page.ShowsAsync("the next page is there", "window.left !== true");
    }

    /// <summary>For ways over pages that lead on by themselves: until one with this address is there.</summary>
    public static Task ArriveAsync(this IPage page, Func<string, bool> isThere) => Eventually.HoldsAsync("the page of that address is there", async () =>
        await page.AskAsync("document.readyState === 'complete' ? location.href : ''") is { Length: > 0 } address && isThere(address));

    static Task LoadedAsync(this IPage page) => page.ShowsAsync("the page is there", "true");

    static Task ShowsAsync(this IPage page, string what, string so) =>
        Eventually.HoldsAsync(what, async () => await page.AskAsync($"`${{{so} && document.readyState === 'complete'}}`") == "true");

    /// <returns>Null: the next page came in this moment.</returns>
    static async Task<string?> AskAsync(this IPage page, string script)
    {
        try
        {
            return await page.EvaluateAsync<string>(script);
        }
        catch (PlaywrightException)
        {
            return null;
        }
    }
}
