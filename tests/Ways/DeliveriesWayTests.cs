using Campaigns.Tests.Deliveries;
using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Microsoft.Playwright;

namespace Campaigns.Tests.Ways;

/// <summary>An operator finds letters that were refused and sends them again; somebody who may only look, looks.</summary>
[Collection(DeskCollection.Name)]
public sealed class DeliveriesWayTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(true, 1280, ColorScheme.Light)]
    [InlineData(true, 390, ColorScheme.Dark)]
    [InlineData(false, 390, ColorScheme.Light)]
    public async Task An_operator_sends_refused_letters_again_and_a_watcher_only_looks(bool scripts, int width, ColorScheme colours)
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.RefuseLettersAsync(3);
        await using (var walk = await Walk.BeginAsync(browser, house, $"deliveries-{colours}", scripts, width))
        {
            await walk.Page.EmulateMediaAsync(new() { ColorScheme = colours });
            await walk.SignInAsync(DeskHouse.Operator);
            await walk.ClickAsync("Deliveries");
            await walk.ReadAsync("The mail service refused");
            await walk.ClickAsync("Letters (3)");
            await walk.ReadAsync("The mail service refused 3");
            await walk.ClickAsync("Choose some to send again");
            await walk.Page.Locator("input[type=checkbox]").First.CheckAsync();
            await walk.PressAsync("See what would be done");
            await walk.ReadAsync("1 can be sent again");
            await walk.GoAsync("/ops/deliveries?state=refused&kind=letter&choose=yes");
            await walk.PressAsync("See it for all that are shown by this choice, 100 at most");
            await walk.TypeAsync("Reason", "The key of the mail service was wrong");
            await walk.PressAsync("Do it for these 3");
            await walk.ReadAsync("3 were done.");
            await walk.GoAsync($"/ops/deliveries?campaign={id}");
            await walk.GoAsync($"/ops/audit?subject={id}");
        }
        await using var watcher = await Walk.BeginAsync(browser, house, $"watcher-{colours}", scripts, width);
        await watcher.Page.EmulateMediaAsync(new() { ColorScheme = colours });
        await watcher.SignInAsync(DeskHouse.Watcher);
        await watcher.GoAsync($"/ops/{id}");
        await watcher.ReadAsync("You may look here, and not act");
        await watcher.GoAsync("/ops/deliveries?state=accepted");
        await watcher.GoAsync("/ops/people");
    }
}
