using System.Net.Http.Json;
using Azure.Data.Tables;
using Campaigns.Access.Passkeys;
using Campaigns.Functions.Accounts.Passkeys;
using Campaigns.Storage;
using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Campaigns.Tests.Ways;
using Microsoft.Playwright;

namespace Campaigns.Tests.Accounts.Passkeys;

/// <summary>Passkeys in a real browser, with a device that is not real.</summary>
[Collection(DeskCollection.Name)]
public sealed class PasskeyTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_passkey_is_added_used_instead_of_a_code_and_removed(int width)
    {
        await using var house = await OpenAsync();
        await using var walk = await Walk.BeginAsync(browser, house, "passkey", scripts: true, width, Site(house));
        var telephone = new Telephone(house);
        var key = await VirtualKey.PlugInAsync(walk.Page);
        if (width < 400) await walk.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await SignInWithAppAsync(house, walk, telephone);
        await walk.GoAsync("/account");
        await walk.ClickAsync("Look at it, add a passkey, or switch it off");
        await AddAsync(walk, "key ring");
        Assert.Contains("key ring", await walk.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await SecondFactorTests.UntilToldAsync(house, "A passkey was added");
        await walk.PressAsync("Sign out");

        var before = await key.OnlyAsync();
        await HalfWayAsync(walk);
        Assert.Equal(0, await walk.Page.GetByText("Desk", new() { Exact = true }).CountAsync()); // no session yet
        await walk.LookAsync();
        await UseAsync(walk);
        await walk.Page.ArriveAsync(address => address.EndsWith("/desk", StringComparison.Ordinal));
        Assert.True((int)(await key.OnlyAsync())["signCount"]! > (int)before["signCount"]!);
        await walk.PressAsync("Sign out");

        await key.TurnBackAsync(before); // a copy of the key, whose counter stands where it stood
        await HalfWayAsync(walk);
        await UseAsync(walk);
        await walk.Page.GetByText("did not open anything").WaitForAsync();
        await walk.LookAsync();
        Assert.EndsWith("/signin/code", walk.Page.Url, StringComparison.Ordinal);

        telephone.Wait();
        await walk.TypeAsync("Code", telephone.Code); // the codes go on working
        await walk.PressAsync("Sign in");
        await walk.GoAsync("/account/factor");
        await walk.PressAsync("Remove this passkey");
        await SecondFactorTests.UntilToldAsync(house, "A passkey was removed");
        await walk.PressAsync("Sign out");
        await HalfWayAsync(walk);
        Assert.Equal(0, await walk.Page.Locator("form[data-passkey]").CountAsync());
    }

    [Fact]
    public async Task A_reset_takes_passkeys_away_and_a_row_that_is_brought_back_opens_nothing()
    {
        await using var house = await OpenAsync();
        await using var walk = await Walk.BeginAsync(browser, house, "passkey-reset", scripts: true, 1280, Site(house));
        await VirtualKey.PlugInAsync(walk.Page);
        await SignInWithAppAsync(house, walk, new Telephone(house));
        await AddAsync(walk, "");
        var rows = await RowsAsync(house);
        Assert.Single(rows);
        Assert.DoesNotContain("coordinator", string.Join(' ', rows[0].Select(one => one.Value is byte[] bytes ? System.Text.Encoding.Latin1.GetString(bytes) : $"{one.Value}")), StringComparison.Ordinal);
        await house.ScriptAsync("/ops/people/factor", JsonContent.Create(new { email = DeskHouse.Coordinator, reason = "lost" }));
        Assert.Empty(await RowsAsync(house));

        await walk.SignInAsync(DeskHouse.Coordinator); // by the link alone
        await SetUpAsync(house, walk, new(house));
        await house.Get<CampaignTables>().Access.AddEntityAsync(rows[0], TestContext.Current.CancellationToken);
        await walk.PressAsync("Sign out");
        await HalfWayAsync(walk);
        Assert.Equal(0, await walk.Page.Locator("form[data-passkey]").CountAsync());
    }

    /// <summary>What went over the wire serves once, in the browser that was asked.</summary>
    [Fact]
    public async Task An_answer_that_was_overheard_opens_nothing()
    {
        await using var house = await OpenAsync();
        await using var walk = await Walk.BeginAsync(browser, house, "passkey-replay", scripts: true, 1280, Site(house));
        await VirtualKey.PlugInAsync(walk.Page);
        var telephone = new Telephone(house);
        await SignInWithAppAsync(house, walk, telephone);
        await AddAsync(walk, "");
        await walk.PressAsync("Sign out");
        await HalfWayAsync(walk);
        var sent = await walk.Page.RunAndWaitForRequestAsync(() => UseAsync(walk), request => request.Url.EndsWith("/finish", StringComparison.Ordinal));
        await walk.Page.ArriveAsync(address => address.EndsWith("/desk", StringComparison.Ordinal));

        using var thief = await telephone.HalfWayAsync(DeskHouse.Coordinator);
        async Task<int> FinishAsync() => (int)(await thief.PostAsync("/signin/passkey/finish", new StringContent(sent.PostData!, null, "application/json"))).StatusCode;
        Assert.Equal(422, await FinishAsync()); // nothing was asked here
        Assert.Equal(200, (int)(await thief.PostAsJsonAsync("/signin/passkey/begin", new { })).StatusCode);
        Assert.Equal(422, await FinishAsync()); // something else was
        Assert.Equal(200, (int)(await thief.PostAsJsonAsync("/signin/passkey/begin", new { })).StatusCode);
        house.Time.Advance(IPasskeyCeremony.Patience);
        Assert.Equal(422, await FinishAsync());
        for (var more = 0; more < Rates.FactorCodes.Times; more++) await FinishAsync();
        Assert.Equal(429, await FinishAsync());
        Assert.Equal(303, (await DeskHouse.GetAsync(thief, "/desk")).Status);
    }

    [Fact]
    public async Task It_is_added_by_who_has_a_second_factor_and_has_just_signed_in()
    {
        await using var house = await OpenAsync();
        using var person = await house.SignInAsync(DeskHouse.Coordinator);
        async Task<int> BeginAsync() => (int)(await person.PostAsJsonAsync("/account/passkeys/begin", new { })).StatusCode;
        Assert.Equal(303, await BeginAsync());
        await new Telephone(house).SetUpAsync(person);
        Assert.Equal(200, await BeginAsync());
        Assert.Equal(422, (int)(await person.PostAsJsonAsync("/account/passkeys/finish", new { credential = "{}" })).StatusCode);
        Assert.Equal(422, (int)(await person.PostAsJsonAsync("/account/passkeys/finish", new { credential = "no json" })).StatusCode);
        Assert.Empty(await RowsAsync(house));
        house.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(303, await BeginAsync());
        Assert.Contains("sign out, sign in again", (await DeskHouse.GetAsync(person, "/account/factor")).Text, StringComparison.Ordinal);
    }

    /// <summary>The browser says where it was; the settings say it as people write it.</summary>
    [Theory]
    [InlineData("https://Campaigns.example.org", "https://campaigns.example.org")]
    [InlineData("https://campaigns.example.org:443/", "https://campaigns.example.org")]
    [InlineData("https://пример.example.org", "https://xn--e1afmkfd.example.org")]
    [InlineData("http://localhost:7071", "http://localhost:7071")]
    public void The_site_is_compared_as_browsers_write_it(string site, string origin) => Assert.Equal(origin, PasskeyCeremony.OriginOf(new(site)));

    /// <summary>Browsers give passkeys to names only, not to addresses of machines; this one is always the machine's own.</summary>
    static async Task<DeskHouse> OpenAsync()
    {
        var house = await DeskHouse.OpenAsync();
        house.Get<CampaignsOptions>().BaseUrl = Site(house);
        return house;
    }

    static string Site(DeskHouse house) => $"http://localhost:{house.Address.Port}";

    /// <summary>Signs in and sets up the app's codes; the browser stands on the page of the second factor.</summary>
    static async Task SignInWithAppAsync(DeskHouse house, Walk walk, Telephone telephone)
    {
        await walk.SignInAsync(DeskHouse.Coordinator);
        await SetUpAsync(house, walk, telephone);
        await walk.GoAsync("/account/factor");
    }

    /// <summary>In the browser's own session.</summary>
    static async Task SetUpAsync(DeskHouse house, Walk walk, Telephone telephone)
    {
        using var same = house.NewBrowser();
        var cookie = (await walk.Page.Context.CookiesAsync()).Single(one => one.Name == "campaigns");
        same.DefaultRequestHeaders.Add("Cookie", $"{cookie.Name}={cookie.Value}");
        await telephone.SetUpAsync(same);
    }

    static async Task AddAsync(Walk walk, string label)
    {
        await walk.TypeAsync("Name of the passkey", label);
        await walk.LookAsync();
        await walk.Page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await walk.Page.GetByRole(AriaRole.Button, new() { Name = "Remove this passkey" }).WaitForAsync();
        await walk.LookAsync();
    }

    /// <summary>The link's button, pressed; the browser then stands before the second factor.</summary>
    static async Task HalfWayAsync(Walk walk)
    {
        await walk.SignInAsync(DeskHouse.Coordinator);
        Assert.EndsWith("/signin/code", walk.Page.Url, StringComparison.Ordinal);
    }

    static Task UseAsync(Walk walk) => walk.Page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();

    static async Task<List<TableEntity>> RowsAsync(DeskHouse house) =>
        await house.Get<CampaignTables>().Access.QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken)
            .Where(row => row.RowKey.StartsWith("passkey|", StringComparison.Ordinal)).ToListAsync(TestContext.Current.CancellationToken);
}
