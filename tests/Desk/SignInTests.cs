namespace Campaigns.Tests.Desk;

[Collection(DeskCollection.Name)]
public sealed class SignInTests(DeskFixture fixture)
{
    [Fact]
    public async Task A_link_is_looked_at_for_free_and_opens_one_session_by_its_button()
    {
        var house = await fixture.GetAsync();
        using var browser = house.NewBrowser();
        var link = await house.AskForLinkAsync(browser, DeskHouse.Coordinator);

        for (var i = 0; i < 5; i++)
        {
            using var head = await browser.SendAsync(new(HttpMethod.Head, link));
            Assert.Equal(200, (int)head.StatusCode);
            Assert.False(head.Headers.Contains("Set-Cookie"));
        }
        var page = await DeskHouse.GetAsync(browser, link);
        Assert.Single(page.Document.QuerySelectorAll("button"));
        var entered = await DeskHouse.SendAsync(browser, page);
        Assert.Equal((303, "/desk"), (entered.Status, entered.Location));
        var cookie = entered.Header("Set-Cookie")!;
        Assert.StartsWith("__Host-campaigns=", cookie, StringComparison.Ordinal);
        foreach (var part in new[] { "path=/", "secure", "samesite=lax", "httponly", "max-age=43200" }) Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);

        Assert.Equal(410, (await DeskHouse.SendAsync(browser, page)).Status);
        Assert.Equal(410, (await DeskHouse.GetAsync(browser, link)).Status);
    }

    [Fact]
    public async Task A_link_ends_after_ten_minutes()
    {
        var house = await fixture.GetAsync();
        using var browser = house.NewBrowser();
        var link = await house.AskForLinkAsync(browser, DeskHouse.Operator);
        var page = await DeskHouse.GetAsync(browser, link);
        house.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(410, (await DeskHouse.SendAsync(browser, page)).Status);
    }

    [Fact]
    public async Task Nobody_learns_whether_an_address_is_listed()
    {
        var house = await fixture.GetAsync();
        using var browser = house.NewBrowser();
        var page = await DeskHouse.GetAsync(browser, "/signin");
        var stranger = await DeskHouse.SendAsync(browser, page, ("email", "stranger@example.org"));
        Answer listed = null!;
        await house.Mail.LinkAfterAsync(DeskHouse.Coordinator, "/signin/", async () =>
            listed = await DeskHouse.SendAsync(browser, page, ("email", DeskHouse.Coordinator)));
        Assert.Equal((listed.Status, listed.Location, listed.Body), (stranger.Status, stranger.Location, stranger.Body));
        Assert.Equal(0, house.Mail.CountTo("stranger@example.org"));
    }

    [Theory]
    [InlineData("", 422)]
    [InlineData("no address", 422)]
    [InlineData("a@example.org\r\nBcc: b@example.org", 422)]
    [InlineData("a@example.org, b@example.org", 422)]
    public async Task What_is_no_address_is_told_so(string email, int status)
    {
        var house = await fixture.GetAsync();
        var answer = await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, "/signin"), ("email", email));
        Assert.Equal(status, answer.Status);
        Assert.Contains(answer.Document.QuerySelectorAll(".errors a"), link => link.GetAttribute("href") == "#f-email");
    }

    [Theory]
    [InlineData("https://evil.example.org", "")]
    [InlineData("//evil.example.org", "")]
    [InlineData("/\\evil.example.org", "")]
    [InlineData("/desk//evil", "/desk//evil")]
    [InlineData("/desk/../campaigns", "")]
    [InlineData("/desk/abc?x=1", "")]
    [InlineData("/desk/abc", "/desk/abc")]
    [InlineData("/ops", "/ops")]
    public async Task Only_our_own_rooms_are_gone_to_afterwards(string next, string kept)
    {
        var house = await fixture.GetAsync();
        var page = await DeskHouse.GetAsync(house.Browser, "/signin?next=" + Uri.EscapeDataString(next));
        Assert.Equal(kept, page.Value("next"));
    }

    [Fact]
    public async Task After_signing_in_one_is_where_one_wanted_to_go_and_out_is_out()
    {
        var house = await fixture.GetAsync();
        using var browser = house.NewBrowser();
        var turned = await DeskHouse.GetAsync(browser, "/campaigns/new");
        Assert.Equal((303, "/signin?next=%2Fcampaigns%2Fnew"), (turned.Status, turned.Location));
        var link = await house.AskForLinkAsync(browser, DeskHouse.Coordinator, turned.Location!);
        var entered = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, link));
        Assert.Equal("/campaigns/new", entered.Location);

        browser.DefaultRequestHeaders.Add("Cookie", entered.Header("Set-Cookie")!.Split(';')[0]);
        var desk = await DeskHouse.GetAsync(browser, "/desk");
        Assert.Equal(200, desk.Status);
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, desk, "/signout")).Status);
        Assert.Equal(303, (await DeskHouse.GetAsync(browser, "/desk")).Status);
    }
}
