using Campaigns.Tests.Accounts;
using Campaigns.Tests.Desk;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Ways;

/// <summary>A coordinator sets up a second factor, signs in with it and is helped by an operator, with nothing but clicks.</summary>
[Collection(DeskCollection.Name)]
public sealed class AccountWayTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(true, 1280)]
    [InlineData(true, 390)]
    [InlineData(false, 390)]
    public async Task A_second_factor_is_set_up_used_and_reset(bool scripts, int width)
    {
        await using var house = await DeskHouse.OpenAsync(); // its own: links to sign in are few
        await using var walk = await Walk.BeginAsync(browser, house, $"account-{scripts}", scripts, width);
        var telephone = new Telephone(house);
        (await house.SignInAsync(DeskHouse.Coordinator)).Dispose();
        house.Time.Advance(TimeSpan.FromMinutes(5));
        await walk.SignInAsync(DeskHouse.Coordinator);
        await walk.ClickAsync("Account");
        await walk.UnfoldAsync("Give it a name");
        await walk.TypeAsync("Name of this session", "telephone");
        await walk.PressAsync("Save the name");
        await walk.ReadAsync("telephone");
        await walk.PressAsync("End this session");

        await walk.ClickAsync("Set up a second factor");
        await walk.PressAsync("Set it up");
        telephone.Read(await walk.Page.Locator("code.secret").InnerTextAsync());
        await walk.TypeAsync("The code that the app shows now", telephone.Wrong);
        await walk.PressAsync("Switch it on");
        await walk.TypeAsync("The code that the app shows now", telephone.Code);
        await walk.PressAsync("Switch it on");
        Assert.Equal(10, await walk.Page.Locator(".recovery li").CountAsync());
        await walk.ClickAsync("I have kept them");
        await walk.ClickAsync("Look at it, add a passkey, or switch it off");
        await walk.PressAsync("Sign out");

        telephone.Wait();
        await walk.SignInAsync(DeskHouse.Coordinator);
        await walk.TypeAsync("Code", telephone.Wrong);
        await walk.PressAsync("Sign in");
        await walk.TypeAsync("Code", telephone.Code);
        await walk.PressAsync("Sign in");
        Assert.EndsWith("/desk", walk.Page.Url, StringComparison.Ordinal);
        await walk.PressAsync("Sign out");

        await walk.SignInAsync(DeskHouse.Operator);
        await walk.ClickAsync("Account");
        await walk.ClickAsync("People who sign in");
        await walk.Page.Locator("form[action$='/factor']").GetByLabel("Their e-mail address").FillAsync(DeskHouse.Coordinator);
        await walk.TypeAsync("Reason; it is sent to the person", "The telephone is gone; she rang me.");
        await walk.PressAsync("Reset the second factor");
        Assert.Contains("was reset", await walk.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }
}
