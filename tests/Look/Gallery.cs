using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Campaigns.Tests.Look;

/// <summary>
/// Looks at one page after the other in both colour schemes: accessible, no wider than a screen of 320 pixels or one of 1280 at 200 %, and, if
/// <c>CAMPAIGNS_PICTURES</c> names a folder, photographed on phone and desktop.
/// </summary>
sealed class Gallery(IBrowserContext context, IPage page) : IAsyncDisposable
{
    static readonly (int Width, int Height) Phone = (390, 844), Desktop = (1280, 860), Smallest = (320, 640), Doubled = (640, 430);

    static readonly string? Folder = Environment.GetEnvironmentVariable("CAMPAIGNS_PICTURES");

    readonly List<string> complaints = [];

    public IPage Page => page;

    public IReadOnlyList<string> Complaints => complaints;

    /// <param name="person">Who is signed in; null: nobody.</param>
    public static async Task<Gallery> OpenAsync(BrowserFixture browser, DeskHouse? house = null, HttpClient? person = null)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = house?.Address.ToString() });
        context.SetDefaultTimeout(120_000); // a busy machine is slow, not wrong
        if (person is not null) await context.TakeOverAsync(person, house!);
        return new(context, await context.NewPageAsync());
    }

    public async Task VisitAsync(string name, string path)
    {
        await page.GotoAsync(path);
        await LookAsync(name);
    }

    /// <summary>Sends the page's form with this action as it is, whatever the browser thinks of it.</summary>
    public async Task SendAsync(string name, string path, string action)
    {
        await page.GotoAsync(path);
        var form = page.Locator($"form[method=post][action^='{action}']").Last;
        await form.EvaluateAsync("form => form.noValidate = true");
        await form.GetByRole(AriaRole.Button).First.ClickAsync();
        await LookAsync(name);
    }

    public async Task LookAsync(string name)
    {
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await SizeAsync(Phone);
            await ShotAsync($"{name}-phone-{scheme}");
            await SizeAsync(Desktop);
            await ShotAsync($"{name}-desktop-{scheme}");
            var result = await page.RunAxe();
            complaints.AddRange(result.Violations.Select(one => $"{name} ({scheme}): {one.Id}: {one.Help}: {string.Join(" ", one.Nodes.Select(node => node.Html))}"));
        }
        foreach (var size in new[] { Smallest, Doubled }) await FitsAsync(name, size);
    }

    async Task FitsAsync(string name, (int Width, int Height) size)
    {
        await SizeAsync(size);
        if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth")) complaints.Add($"{name} is wider than {size.Width}");
    }

    Task SizeAsync((int Width, int Height) size) => page.SetViewportSizeAsync(size.Width, size.Height);

    Task ShotAsync(string name) =>
        Folder is { Length: > 0 } ? page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name.ToLowerInvariant()}.png"), FullPage = true }) : Task.CompletedTask;

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
