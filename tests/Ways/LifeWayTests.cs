using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Microsoft.Playwright;

namespace Campaigns.Tests.Ways;

/// <summary>An operator looks at a campaign's life as a picture and at what its orchestrations did, on a phone and at a desk, in the light and in the dark.</summary>
[Collection(DeskCollection.Name)]
public sealed class LifeWayTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(true, 1280)]
    [InlineData(true, 390)]
    [InlineData(false, 390)]
    public async Task An_operator_sees_the_life_and_finds_what_was_done(bool scripts, int width)
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(
            ("title", $"Let Mira travel {width}"), ("window", "PT6H"), ("timeZone", "Europe/Oslo"), ("reminders", "50%, 80%, PT1H"), ("approval", "always"), ("followUps", "P14D"), ("grace", "PT10M"),
            ("invitations", "Helsinki House; NO; Kari Example; kari@example.org; en"));
        await house.UntilStateAsync(id, "open");
        house.Time.Advance(TimeSpan.FromHours(4));
        await house.ScriptAsync($"/desk/{id}/extend", new FormUrlEncodedContent([new("closesAt", "2026-03-02T23:00")]));
        await house.UntilAsync($"/desk/{id}", text => text.Contains("DeadlineMoved", StringComparison.Ordinal));

        await using var walk = await Walk.BeginAsync(browser, house, "life", scripts, width);
        await walk.GoAsync("/signin");
        await walk.TypeAsync("E-mail address", DeskHouse.Operator);
        await walk.PressAsync("Send me the link");
        await walk.FollowAsync(DeskHouse.Operator, "/signin/");
        await walk.PressAsync("Sign in");
        await walk.GoAsync($"/ops/{id}");
        foreach (var words in new[] { "now", "Deadline", "Old deadline", "Reminder 1", "Waits for a person" })
            Assert.Contains(words, await walk.Page.Locator(".life svg").TextContentAsync(), StringComparison.Ordinal);
        await NothingOverlapsAsync(walk.Page);
        await walk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await walk.LookAsync();

        await walk.ClickAsync("All of its history, with the rounds of letters and updates");
        await walk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await walk.LookAsync();
        await walk.Page.Locator("#kind").SelectOptionAsync("activity");
        await walk.TypeAsync("Name contains", "open campaign");
        await walk.PressAsync("Show");
        Assert.Contains("kind=activity", walk.Page.Url, StringComparison.Ordinal);
        Assert.Equal(1, await walk.Page.Locator(".acts tbody tr").CountAsync());
        Assert.Contains("“open campaign”", await walk.Page.InnerTextAsync(".acts tbody"), StringComparison.Ordinal);
    }

    static async Task NothingOverlapsAsync(IPage page)
    {
        var boxes = await page.EvaluateAsync<float[][]>("""
            [...document.querySelectorAll('.life text')].map(text => { const box = text.getBBox(); return [box.x, box.y, box.x + box.width, box.y + box.height]; })
            """);
        for (var one = 0; one < boxes.Length; one++)
            for (var other = one + 1; other < boxes.Length; other++)
            {
                var (a, b) = (boxes[one], boxes[other]);
                Assert.False(a[0] < b[2] && b[0] < a[2] && a[1] + 3 < b[3] && b[1] + 3 < a[3], $"words {one} and {other} overlap: {string.Join(' ', a)} and {string.Join(' ', b)}");
            }
    }
}
