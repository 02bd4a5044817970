using Campaigns.Tests.Accounts.Providers;
using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Microsoft.Playwright;

namespace Campaigns.Tests.Ways;

/// <summary>A coordinator comes in by Microsoft and leaves both, with nothing but clicks; the test plays App Service before the house.</summary>
[Collection(DeskCollection.Name)]
public sealed class ProviderWayTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(true, 1280)]
    [InlineData(true, 390)]
    [InlineData(false, 390)]
    public async Task In_by_the_provider_and_out_of_both(bool scripts, int width)
    {
        await using var house = await DeskHouse.OpenAsync(Principals.Settings(isOn: true));
        await using var walk = await Walk.BeginAsync(browser, house, $"provider-{scripts}", scripts, width);
        if (!scripts) await walk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await walk.Page.RouteAsync("**/.auth/login/aad?*", route => LeadAsync(route, "post_login_redirect_uri"));
        await walk.Page.RouteAsync("**/.auth/logout?*", route => LeadAsync(route, "post_logout_redirect_uri"));

        await walk.GoAsync("/signin?next=/networks");
        await KnowAsync(walk, DeskHouse.Coordinator);
        await FollowAsync(walk, "Continue with Microsoft", "/signin/provider");
        Assert.Contains(DeskHouse.Coordinator, await walk.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await walk.PressAsync("Sign in");
        Assert.EndsWith("/networks", walk.Page.Url, StringComparison.Ordinal);
        await walk.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await walk.Page.ArriveAsync(At("/signin"));

        await KnowAsync(walk, "nobody@example.org");
        await FollowAsync(walk, "Continue with Microsoft", "/signin/provider");
        Assert.Contains("nobody has given this address a role", await walk.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await FollowAsync(walk, "Use another account", "/signin");
        await KnowAsync(walk, "not an address");
        await FollowAsync(walk, "Continue with Microsoft", "/signin/provider");
        await walk.ClickAsync("Sign in by a link in a mail");
    }

    /// <summary>By way of the platform, which is not looked at.</summary>
    static async Task FollowAsync(Walk walk, string link, string to)
    {
        await walk.Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync();
        await walk.Page.ArriveAsync(At(to));
        await walk.LookAsync();
    }

    static Func<string, bool> At(string path) => address => new Uri(address).AbsolutePath == path;

    /// <summary>What the platform adds to every request from then on.</summary>
    static Task KnowAsync(Walk walk, string who) => walk.Page.Context.SetExtraHTTPHeadersAsync(Principals.HeadersOf(who));

    /// <summary>As the platform leads on, when the provider is done.</summary>
    static Task LeadAsync(IRoute route, string parameter)
    {
        var to = System.Web.HttpUtility.ParseQueryString(new Uri(route.Request.Url).Query)[parameter]!;
        return route.FulfillAsync(new() { Status = 200, ContentType = "text/html", Body = $"<meta http-equiv=\"refresh\" content=\"0; url={to}\">" });
    }
}
