using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Microsoft.Playwright;

namespace Campaigns.Tests.Ways;

/// <summary>An operator looks round: what happens next, one campaign among others, what the app stands on.</summary>
[Collection(DeskCollection.Name)]
public sealed class OpsScreensWayTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(true, 1280, ColorScheme.Light)]
    [InlineData(true, 390, ColorScheme.Dark)]
    [InlineData(false, 390, ColorScheme.Light)]
    public async Task An_operator_finds_a_campaign_and_sees_what_is_next(bool scripts, int width, ColorScheme colours)
    {
        await using var house = await DeskHouse.OpenAsync();
        foreach (var title in new[] { "Release Anna Example", "Let Mira travel", "Common position on the session of the council" })
            await house.LaunchAsync(("title", title), ("opensAt", "2026-05-01T10:00Z"), ("window", "P2D"));
        var open = await house.LaunchAsync(("title", "Open appeal"), ("window", "P2D"));
        await house.UntilStateAsync(open, "open");
        await using var walk = await Walk.BeginAsync(browser, house, $"ops-{colours}", scripts, width);
        await walk.Page.EmulateMediaAsync(new() { ColorScheme = colours });
        await walk.GoAsync("/signin");
        await walk.TypeAsync("E-mail address", DeskHouse.Operator);
        await walk.PressAsync("Send me the link");
        await walk.FollowAsync(DeskHouse.Operator, "/signin/");
        await walk.PressAsync("Sign in");
        await walk.ClickAsync("Let it stand still");
        await walk.ReadAsync("What happens next");
        await walk.ClickAsync("All campaigns");
        await walk.ReadAsync("4 campaigns");
        await walk.TypeAsync("Find a campaign", "mira");
        await walk.PressAsync("Find");
        await walk.ReadAsync("1 campaign");
        await walk.ClickAsync("System");
        await walk.ReadAsync("Watchdog, last look");
        house.Time.Advance(TimeSpan.FromMinutes(11)); // versions are counted every ten
        await walk.ReadAsync("this version");
        await walk.ReadAsync("Largest field of a campaign");
    }
}
