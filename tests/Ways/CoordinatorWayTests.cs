using Campaigns.Tests.Desk;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Ways;

/// <summary>An urgent statement, from signing in to the letters, with nothing but clicks.</summary>
[Collection(DeskCollection.Name)]
public sealed class CoordinatorWayTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(true, 1280)]
    [InlineData(false, 390)]
    public async Task A_coordinator_rehearses_launches_invites_closes_approves_and_sees_the_letters_leave(bool scripts, int width)
    {
        await using var house = await DeskHouse.OpenAsync(); // its own: links to sign in are few, and other tests ask for them too
        await using var walk = await Walk.BeginAsync(browser, house, "coordinator", scripts, width);
        var title = $"Release her {width}";
        var (first, second) = ($"kari.{width}@example.org", $"ole.{width}@example.org");

        await walk.SignInAsync(DeskHouse.Coordinator);
        await BeginAsync(walk, title, first);
        await walk.PressAsync("Rehearse first");
        await walk.ReadAsync("The rehearsal");
        await walk.ReadAsync("Sample Committee signs");
        Assert.Equal(title, await walk.Field("Title").InputValueAsync());
        await walk.PressAsync("Launch the campaign");

        await walk.ReadAsync("Close now"); // it is open
        var desk = new Uri(walk.Page.Url).AbsolutePath;
        await SignAsync(house, first);
        await walk.UnfoldAsync("Invite more");
        await walk.TypeAsync("Invitations", $"Second Committee; PL; Ole Example; {second}; en");
        await walk.PressAsync("Invite them");
        await SignAsync(house, second);

        await walk.GoAsync(desk);
        await walk.ReadAsync("2 organisations");
        await walk.UnfoldAsync("Close now");
        await walk.PressAsync("Close the window now");
        await walk.ReadAsync("Approve the letters");
        await walk.PressAsync("Approve and send the letters");
        await walk.ReadAsync("Letters sent");
        Assert.Contains("Second Committee", Assert.Single(house.Mail.All, one => one.To == $"minister.{width}@example.org").Text, StringComparison.Ordinal);

        await walk.PressAsync("Sign out");
        await walk.Page.GoAsync(desk);
        Assert.Contains("/signin", walk.Page.Url, StringComparison.Ordinal);
    }

    static async Task BeginAsync(Walk walk, string title, string invited)
    {
        await walk.GoAsync("/campaigns/new");
        await walk.UnfoldAsync("Begin with a template or a list");
        await walk.Page.GetByLabel("Kind of campaign").SelectOptionAsync("S1");
        await walk.PressAsync("Fill in the form");
        await walk.TypeAsync("Title", title);
        await walk.TypeAsync("Statement", "She was arrested on 3 May.\n\nWe ask for her release.");
        await walk.TypeAsync("Addressees", $"Minister; Ministry of Examples; NO; {title.Replace("Release her ", "minister.", StringComparison.Ordinal)}@example.org; en; Dear Minister");
        await walk.TypeAsync("Invitations", $"Sample Committee; NO; Kari Example; {invited}; en");
        await walk.UnfoldLaunchAsync("conditions");
        await walk.ChooseAsync("I do, always");
    }

    static async Task SignAsync(DeskHouse house, string email)
    {
        var page = await DeskHouse.GetAsync(house.Browser, await house.Mail.LinkAsync(email, "/sign/"));
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, page)).Status);
    }
}
