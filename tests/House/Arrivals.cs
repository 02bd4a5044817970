using Campaigns.Tests.Scenarios;
using Microsoft.Playwright;

namespace Campaigns.Tests.House;

/// <summary>Waits for the page that comes of a click.</summary>
static class Arrivals
{
    /// <summary>Waits for the address first, and for its page then: the driver loses the event of the second now and then, above all where a page that comes anew by itself is left.</summary>
    /// <param name="address">A pattern with <c>**</c> for anything.</param>
    public static async Task ArriveAsync(this IPage page, string address)
    {
        await page.WaitForURLAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        await page.LoadedAsync();
    }

    /// <inheritdoc cref="ArriveAsync(IPage, string)"/>
    public static async Task ArriveAsync(this IPage page, Func<string, bool> isThere)
    {
        await page.WaitForURLAsync(isThere, new() { WaitUntil = WaitUntilState.Commit });
        await page.LoadedAsync();
    }

    /// <summary>Asks the page itself, its styles too.</summary>
    public static Task LoadedAsync(this IPage page) => Eventually.HoldsAsync("the page is there", async () =>
    {
        try
        {
            return await page.EvaluateAsync<bool>("document.readyState === 'complete'");
        }
        catch (PlaywrightException)
        {
            return false; // the next page came in this moment
        }
    });
}
