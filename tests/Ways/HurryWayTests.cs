using Campaigns.Tests.Desk;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Ways;

/// <summary>A coordinator in a hurry: an urgent statement from its template, on a telephone, without scripts. Four things to type, one button.</summary>
[Collection(DeskCollection.Name)]
public sealed class HurryWayTests(BrowserFixture browser)
{
    const int Screen = 844;

    [Fact]
    public async Task An_urgent_statement_is_launched_from_its_template()
    {
        await using var house = await DeskHouse.OpenAsync(); // its own: links to sign in are few
        await using var walk = await Walk.BeginAsync(browser, house, "hurry", scripts: false, 390);
        await walk.SignInAsync(DeskHouse.Coordinator);
        await walk.GoAsync("/campaigns/new");
        Assert.InRange((await walk.Page.Locator("html").BoundingBoxAsync())!.Height, 1, 6 * Screen);
        await walk.UnfoldAsync("Begin with a template or a list");
        await walk.Page.GetByLabel("Kind of campaign").SelectOptionAsync("S1");
        await walk.PressAsync("Fill in the form");
        Assert.InRange((await walk.Page.Locator("html").BoundingBoxAsync())!.Height, 1, 6 * Screen);

        await walk.TypeAsync("Title", "Let him enter");
        await walk.TypeAsync("Statement", "We ask the government to let him enter.");
        await walk.TypeAsync("Invitations", "Sample Committee; NO; Kari Example; kari.hurry@example.org; en");
        await walk.TypeAsync("Addressees", "Minister; Ministry of Examples; NO; minister@example.org; en; Dear Minister");
        await walk.PressAsync("Launch the campaign");
        await walk.ReadAsync("Close now");
    }

    [Fact]
    public async Task An_error_in_a_fold_is_seen_and_its_link_leads_there()
    {
        await using var house = await DeskHouse.OpenAsync();
        await using var walk = await Walk.BeginAsync(browser, house, "fold", scripts: false, 390);
        await walk.SignInAsync(DeskHouse.Coordinator);
        await walk.GoAsync("/campaigns/new");
        await walk.TypeAsync("Title", "Let him enter");
        await walk.TypeAsync("Statement", "We ask the government to let him enter.");
        await walk.TypeAsync("Open for", "PT6H");
        Assert.False(await walk.Field("Keep personal data for").IsVisibleAsync());
        await walk.UnfoldLaunchAsync("rest");
        await walk.TypeAsync("Keep personal data for", "for ever");
        await walk.PressAsync("Launch the campaign");

        await walk.Page.Locator(".errors a").ClickAsync();
        Assert.EndsWith("#f-retention", walk.Page.Url, StringComparison.Ordinal);
        Assert.True(await walk.Field("Keep personal data for").IsVisibleAsync());
        Assert.False(await walk.Field("Opens at").IsVisibleAsync()); // the others stay folded
        Assert.Contains("opens at once", await walk.Page.InnerTextAsync("#fold-opening > summary"), StringComparison.Ordinal);
    }
}
