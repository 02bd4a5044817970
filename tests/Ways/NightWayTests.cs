using System.Net.Http.Json;
using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Microsoft.Playwright;

namespace Campaigns.Tests.Ways;

/// <summary>An operator is woken by a mail: on a telephone, in the dark, from its link to the trouble and to the sentence that it is mended.</summary>
[Collection(DeskCollection.Name)]
public sealed class NightWayTests(BrowserFixture browser)
{
    [Fact]
    public async Task An_opening_that_is_held_up_is_found_and_let_go_on()
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("title", "Due at night"), ("opensAt", "2026-05-01T01:00Z"), ("window", "P2D"));
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"orchestration\":\"running\"", StringComparison.Ordinal));
        Assert.True((await house.ScriptAsync($"/ops/{id}/suspend", JsonContent.Create(new { reason = "to see" }))).IsSuccessStatusCode);
        house.Time.SetUtcNow(new DateTimeOffset(2026, 5, 1, 1, 0, 0, TimeSpan.Zero));
        for (var seconds = 0; seconds < 60; seconds += 20) await house.WatchAsync();
        await using var walk = await Walk.BeginAsync(browser, house, "night", scripts: true, 390);
        await walk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });

        await walk.GoAsync(await house.Mail.LinkAsync(DeskHouse.Operator, "/ops/"));
        await DarkAsync(walk.Page);
        await walk.SignInHereAsync(DeskHouse.Operator);
        if (new Uri(walk.Page.Url).AbsolutePath != $"/ops/{id}") await walk.FollowAsync(DeskHouse.Operator, "/ops/");
        await DarkAsync(walk.Page);
        await walk.ReadAsync("Suspended: the opening is due");
        var trouble = await walk.Page.Locator(".errors").First.BoundingBoxAsync();
        Assert.InRange(trouble!.Y, 0, 844); // the first thing that is seen
        await walk.TypeAsync("Reason", "Nobody is working on it any more");
        await walk.PressAsync("Resume");
        await house.UntilStateAsync(id, "open");
        await house.WatchAsync();
        await house.UntilAsync("/ops", text => text.Contains("\"mended\":[{", StringComparison.Ordinal));
        await walk.GoAsync("/ops?still=yes");
        await DarkAsync(walk.Page);
        await walk.ReadAsync("Mended in the last seven days");
    }

    /// <summary>Light letters on a dark page, with no large part of it that is not dark.</summary>
    static async Task DarkAsync(IPage page)
    {
        var bright = await page.EvaluateAsync<string[]>("""
            () => {
              const bright = colour => { const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number); return a > 0 && .2126 * r + .7152 * g + .0722 * b > 128; };
              const large = [...document.querySelectorAll('html, body, main, main *')].filter(e => e.offsetWidth * e.offsetHeight > 20000);
              return large.filter(e => bright(getComputedStyle(e).backgroundColor)).map(e => `${e.tagName}.${e.className}`).concat(bright(getComputedStyle(document.body).color) ? [] : ['the letters are dark']);
            }
            """);
        Assert.True(bright.Length == 0, $"{page.Url}: {string.Join(", ", bright)}");
    }
}
