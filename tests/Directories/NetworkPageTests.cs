using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Campaigns.Tests.Directories;

/// <summary>A coordinator's way in a real browser: a network, its directory, an import, a launch from its list.</summary>
[Collection(DeskCollection.Name)]
public sealed class NetworkPageTests(DeskFixture fixture, BrowserFixture browser)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task A_coordinator_makes_a_network_imports_a_file_and_launches_with_its_list(ColorScheme scheme, int width)
    {
        var house = await fixture.GetAsync();
        await using var context = await browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 850 }, BaseURL = house.Address.ToString() });
        await context.TakeOverAsync(await house.SignedInAsync(DeskHouse.Coordinator), house);
        var page = await context.NewPageAsync();

        await page.GoAsync("/networks");
        await page.GetByLabel("Name").FillAsync($"Network of {width}");
        await CheckAsync(page, "networks");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the network" }).FollowAsync();

        await page.GetByLabel("Or paste the lines").FillAsync(DirectoryCsvTests.Hundred());
        await page.GetByLabel("Name of the list").First.FillAsync("All of them");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show what would change" }).FollowAsync();
        await CheckAsync(page, "import");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take 85 organisations" }).FollowAsync();
        Assert.Equal($"Network of {width}", await page.Locator("h1").TextContentAsync());
        await CheckAsync(page, "network");
        await page.GetByRole(AriaRole.Link, new() { Name = "Committee 12", Exact = true }).FollowAsync();
        Assert.Equal("Committee 12", await page.GetByLabel("Organisation", new() { Exact = true }).InputValueAsync());
        await CheckAsync(page, "organisation");

        await page.GetByRole(AriaRole.Link, new() { Name = "Launch a campaign with this list" }).FollowAsync();
        await CheckAsync(page, "launch");
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync($"From a list {width}");
        await page.GetByLabel("Statement", new() { Exact = true }).FillAsync("We ask.");
        await page.GetByLabel("Open for").FillAsync("P2D");
        await page.GetByRole(AriaRole.Button, new() { Name = "Launch the campaign" }).FollowAsync();
        await house.UntilAsync(new Uri(page.Url).AbsolutePath, text => text.Contains("\"sent\":85", StringComparison.Ordinal));
        await page.AgainAsync();
        await CheckAsync(page, "desk");
        await page.GetByText("Remind now", new() { Exact = true }).ClickAsync();
        await page.GetByText("Invite more", new() { Exact = true }).ClickAsync();
        await CheckAsync(page, "decisions");
    }

    static async Task CheckAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CAMPAIGNS_SHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{page.ViewportSize!.Width}.png"), FullPage = true });
        var result = await page.RunAxe();
        Assert.Empty(result.Violations.Select(violation => $"{name}: {violation.Id}: {violation.Help}: {string.Join(" ", violation.Nodes.Select(node => node.Html))}"));
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), $"{name} is too wide");
    }
}
