using Microsoft.Playwright;

namespace Campaigns.Tests.House;

/// <summary>
/// If <c>CAMPAIGNS_PICTURES</c> names a folder, the tests that have a browser put what they see there, for somebody to look at.
/// </summary>
static class Pictures
{
    static readonly string? Folder = Environment.GetEnvironmentVariable("CAMPAIGNS_PICTURES") is { Length: > 0 } named ? named : null;

    /// <param name="name">Of the file, without its ending.</param>
    public static async Task TakeAsync(IPage page, string name)
    {
        if (Folder is null) return;
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), FullPage = true });
    }
}
