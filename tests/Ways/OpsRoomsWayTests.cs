using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Microsoft.Playwright;

namespace Campaigns.Tests.Ways;

/// <summary>Every room of the operator on a busy day, on a phone and at a desk, in the light and in the dark.</summary>
[Collection(DeskCollection.Name)]
public sealed class OpsRoomsWayTests(BrowserFixture browser)
{
    [Fact]
    public async Task Every_room_is_accessible_and_fits_the_screen_whatever_stands_in_it()
    {
        await using var house = await DeskHouse.OpenAsync();
        var campaigns = await BusyHouse.FillAsync(house);
        foreach (var width in new[] { 390, 1280 })
        {
            await using var walk = await Walk.BeginAsync(browser, house, "rooms", scripts: true, width);
            await walk.SignInAsync(DeskHouse.Operator);
            var rooms = await walk.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('main nav a')].map(link => link.getAttribute('href')).filter(path => path.startsWith('/ops'))");
            Assert.Contains("/ops/system", rooms); // and whatever is added to the screens
            string[] paths =
            [
                .. rooms.Distinct(), "/ops/campaigns?state=ended", "/ops/campaigns?state=alarms", "/ops/campaigns?q=statement+arrest", "/ops/campaigns?q=nobody", "/ops/people", "/account", "/account/factor",
                .. campaigns.Values.SelectMany(id => new[] { $"/ops/{id}", $"/ops/{id}/history" }), $"/ops/{campaigns["letters"]}/history?instance={campaigns["letters"]}-round-1", "/ops/audit?subject=" + campaigns["held"],
            ];
            foreach (var path in paths)
                foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
                {
                    await walk.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                    await walk.GoAsync(path);
                }
        }
    }
}
