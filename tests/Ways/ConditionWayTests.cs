using Campaigns.Tests.Desk;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Ways;

/// <summary>Conditions of the letters, from the form to the desk and the public page, with nothing but clicks.</summary>
[Collection(DeskCollection.Name)]
public sealed class ConditionWayTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(true, 1280)]
    [InlineData(false, 390)]
    public async Task A_coordinator_sets_conditions_and_sees_where_they_stand(bool scripts, int width)
    {
        await using var house = await DeskHouse.OpenAsync(); // its own: links to sign in are few
        await using var walk = await Walk.BeginAsync(browser, house, "conditions", scripts, width);
        var (first, second) = ($"kari.c{width}@example.org", $"ole.c{width}@example.org");
        await walk.SignInAsync(DeskHouse.Coordinator);
        await walk.GoAsync("/campaigns/new?template=S1");
        await walk.TypeAsync("Title", $"Release him {width}");
        await walk.TypeAsync("Statement", "He was arrested on 3 May.\n\nWe ask for his release.");
        await walk.TypeAsync("Addressees", "Minister; Ministry of Examples; NO; minister@example.org; en; Dear Minister");
        await walk.TypeAsync("Invitations", $"Sample Committee; NO; Kari Example; {first}; en\nHouse of Examples; PL; Ole Example; {second}; en");
        await walk.UnfoldLaunchAsync("conditions");
        await walk.TypeAsync("At least so many signatures", "2");
        await walk.TypeAsync("Organisations that have to sign", "House of Examples; PL\nNobody invited; FR");
        await walk.TypeAsync("At most so many objections", "0");
        await walk.ChooseAsync("The deadline is extended, once");
        await walk.PressAsync("Launch the campaign");
        await walk.ReadAsync("Please fill this in"); // how long is missing
        await walk.TypeAsync("Extended by", "PT6H");
        await walk.PressAsync("Launch the campaign");

        await walk.ReadAsync("Close now");
        var desk = new Uri(walk.Page.Url).AbsolutePath;
        await walk.ReadAsync("0 of 2 organisations that have to sign");
        await walk.ReadAsync("nobody is invited under this name");
        await walk.ReadAsync("at the deadline it is extended by 6 hours");
        var page = await DeskHouse.GetAsync(house.Browser, await house.Mail.LinkAsync(first, "/sign/"));
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, page)).Status);
        await walk.GoAsync(desk);
        await walk.ReadAsync("1 of 2 signatures");
        await walk.UnfoldAsync("Close now");
        await walk.ReadAsync("the deadline is not extended");
        await walk.UnfoldAsync("Move the deadline");
        await walk.ReadAsync("2 people are written to at once");
        await walk.GoAsync(desk.Replace("/desk/", "/campaigns/", StringComparison.Ordinal));
        await walk.ReadAsync("the deadline is extended once");
        Assert.DoesNotContain("Nobody invited", await walk.Page.InnerTextAsync("body"), StringComparison.Ordinal);
    }
}
