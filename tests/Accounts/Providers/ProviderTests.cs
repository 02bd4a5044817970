using Campaigns.Tests.Desk;
using Campaigns.Tests.Privacy;
using Microsoft.Extensions.Logging;

namespace Campaigns.Tests.Accounts.Providers;

/// <summary>Sign-in by a provider, behind App Service, through the doors.</summary>
[Collection(DeskCollection.Name)]
public sealed class ProviderTests
{
    const string Door = "/signin/provider";

    /// <summary>Without the platform before the app anybody could write the headers.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Forged_headers_do_nothing_where_the_platform_does_not_stand_before_the_app(bool isNamed)
    {
        var log = new Logged();
        await using var house = await DeskHouse.OpenAsync(isNamed ? builder => { Principals.Settings(isOn: false)(builder); builder.Logging.AddProvider(log); } : null);
        Assert.Equal(isNamed, log.Lines.Any(line => line.Contains("WEBSITE_AUTH_ENABLED", StringComparison.Ordinal)));
        using var forger = Principals.Known(house, DeskHouse.Operator);
        Assert.Equal((303, "/signin"), Where(await DeskHouse.GetAsync(forger, Door)));
        var posted = await Answer.OfAsync(await forger.PostAsync(Door, new StringContent("{}", null, "application/json")));
        Assert.Equal(((303, "/signin"), null), (Where(posted), posted.Header("Set-Cookie")));
        Assert.Equal(303, (await DeskHouse.GetAsync(forger, "/ops")).Status);
        Assert.DoesNotContain(".auth", (await DeskHouse.GetAsync(forger, "/signin")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_listed_signs_in_with_a_button_and_out_of_both()
    {
        await using var house = await DeskHouse.OpenAsync(Principals.Settings(isOn: true));
        using var stranger = house.NewBrowser();
        var page = await DeskHouse.GetAsync(stranger, "/signin?next=/networks");
        Assert.Equal("/.auth/login/aad?post_login_redirect_uri=%2Fsignin%2Fprovider%3Fnext%3D%2Fnetworks", page.Document.QuerySelector("a[href^='/.auth/']")!.GetAttribute("href"));
        Assert.Equal((303, "/signin"), Where(await DeskHouse.GetAsync(stranger, Door))); // nobody has signed in there

        using var browser = Principals.Known(house, DeskHouse.Coordinator);
        browser.DefaultRequestHeaders.Add("Cookie", "__Host-campaigns=" + new string('A', 43)); // what somebody else may have put there
        var ask = await DeskHouse.GetAsync(browser, Door + "?next=/networks");
        Assert.Contains(DeskHouse.Coordinator, ask.Text, StringComparison.Ordinal);
        Assert.Null(ask.Header("Set-Cookie")); // looking opens nothing
        Assert.Equal(303, (await DeskHouse.GetAsync(browser, "/desk")).Status);
        var entered = await Principals.EnterAsync(browser, Door + "?next=/networks");
        Assert.Equal((303, "/networks"), Where(entered));
        Assert.DoesNotContain(new string('A', 43), entered.Header("Set-Cookie"), StringComparison.Ordinal);
        var desk = await DeskHouse.GetAsync(browser, "/desk");
        Assert.Equal(200, desk.Status);
        Assert.Equal(403, (await DeskHouse.GetAsync(browser, "/ops")).Status); // the same roles as by a link

        var left = await DeskHouse.SendAsync(browser, desk, "/signout");
        Assert.Equal((200, "0; url=/.auth/logout?post_logout_redirect_uri=%2Fsignin"), (left.Status, left.Header("Refresh")));
        Assert.Equal(303, (await DeskHouse.GetAsync(browser, "/desk")).Status);
    }

    [Fact]
    public async Task A_form_of_another_site_or_person_opens_nothing()
    {
        await using var house = await DeskHouse.OpenAsync(Principals.Settings(isOn: true));
        using var attacker = Principals.Known(house, DeskHouse.OtherCoordinator);
        using var victim = Principals.Known(house, DeskHouse.Coordinator);
        var bare = await Answer.OfAsync(await victim.PostAsync(Door, new FormUrlEncodedContent([])));
        Assert.Equal((400, null), (bare.Status, bare.Header("Set-Cookie")));
        var made = await DeskHouse.SendAsync(victim, await DeskHouse.GetAsync(attacker, Door)); // the attacker's form, in the victim's browser
        Assert.Equal((400, null), (made.Status, made.Header("Set-Cookie")));
    }

    [Fact]
    public async Task Who_is_not_expected_is_told_so_and_nothing_of_others()
    {
        await using var house = await DeskHouse.OpenAsync(Principals.Settings(isOn: true));
        using var unknown = Principals.Known(house, "nobody@example.org");
        var told = await DeskHouse.GetAsync(unknown, Door);
        Assert.Equal(403, told.Status);
        Assert.Contains("nobody@example.org", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("coordinator@", told.Text, StringComparison.Ordinal);
        var posted = await Answer.OfAsync(await unknown.PostAsync(Door, new StringContent("{}", null, "application/json")));
        Assert.Equal((403, null), (posted.Status, posted.Header("Set-Cookie")));

        using var unproven = Principals.Known(house, [("iss", Principals.Issuer), ("tid", Principals.Tenant), ("email", DeskHouse.Coordinator)]);
        var refused = await DeskHouse.GetAsync(unproven, Door);
        Assert.Equal(403, refused.Status);
        Assert.DoesNotContain(DeskHouse.Coordinator, refused.Text, StringComparison.Ordinal);
        using var broken = house.NewBrowser();
        broken.DefaultRequestHeaders.Add("X-MS-CLIENT-PRINCIPAL", "e30=");
        Assert.Equal(403, (await DeskHouse.GetAsync(broken, Door)).Status);
    }

    [Fact]
    public async Task The_second_factor_is_asked_for_as_after_a_link()
    {
        await using var house = await DeskHouse.OpenAsync(Principals.Settings(isOn: true));
        using var first = await house.SignInAsync(DeskHouse.Coordinator);
        var telephone = new Telephone(house);
        await telephone.SetUpAsync(first);
        using var browser = Principals.Known(house, DeskHouse.Coordinator);
        Assert.Equal((303, "/signin/code?next=%2Fnetworks"), Where(await Principals.EnterAsync(browser, Door + "?next=/networks")));
        Assert.Equal(303, (await DeskHouse.GetAsync(browser, "/desk")).Status);
        Assert.Equal(303, (await Telephone.EnterAsync(browser, telephone.Code)).Status);
        Assert.Equal(200, (await DeskHouse.GetAsync(browser, "/desk")).Status);
    }

    [Fact]
    public async Task Where_the_settings_take_the_providers_second_factor_ours_is_asked_for_by_link_only()
    {
        await using var house = await DeskHouse.OpenAsync(Principals.Settings(isOn: true, isSecondFactor: true, mode: "required"));
        using var browser = Principals.Known(house, DeskHouse.Coordinator);
        Assert.Equal((303, "/desk"), Where(await Principals.EnterAsync(browser)));
        Assert.Equal(200, (await DeskHouse.GetAsync(browser, "/desk")).Status);
        using var byLink = await house.SignInAsync(DeskHouse.Coordinator);
        Assert.Equal((303, "/account/factor"), Where(await DeskHouse.GetAsync(byLink, "/desk")));
        await new Telephone(house).SetUpAsync(byLink);
        Assert.Equal(200, (await DeskHouse.GetAsync(browser, "/desk")).Status);

        house.Get<CampaignsOptions>().IdentityProviderIsSecondFactor = false; // read at the start: nothing changes before the next
        Assert.Equal(200, (await DeskHouse.GetAsync(browser, "/desk")).Status);
        var anew = new Access.SignIn(house.Get<Storage.CampaignTables>(), house.Get<Storage.KeyRing>(), house.Get<Campaigns.Mail.Outbox>(), house.Get<CampaignsOptions>(), house.Get<Access.Passkeys.IPasskeyCeremony>(), house.Time);
        var secret = browser.DefaultRequestHeaders.GetValues("Cookie").Single().Split('=')[1];
        Assert.Null(await anew.Sessions.FindAsync(secret, TestContext.Current.CancellationToken));
    }

    static (int, string?) Where(Answer answer) => (answer.Status, answer.Location);
}
