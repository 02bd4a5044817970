using System.Text.Json;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Doors;

public sealed class PublicPageTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Everyone_can_read_the_statement_its_deadline_and_the_form()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("title", "Let Mira & her \"notes\" in"), ("timeZone", "Europe/Warsaw"), ("window", "PT3H12M"));

        var page = await house.GetAsync($"/campaigns/{campaign.Id}");

        Assert.Equal(200, page.Status);
        Assert.Equal("Let Mira & her \"notes\" in", page.Heading);
        Assert.Contains("Closes in 3 hours 12 minutes", page.Text, StringComparison.Ordinal);
        Assert.Contains("Monday 2 March 2026, 13:12 (Warsaw, UTC+01:00 · 12:12 UTC)", page.Text, StringComparison.Ordinal);
        Assert.Equal("2026-03-02T12:12:00Z", page.Document.QuerySelector("time")!.GetAttribute("datetime"));
        Assert.Contains("No signatures yet", page.Text, StringComparison.Ordinal);
        Assert.Equal($"/campaigns/{campaign.Id}/signatures", Assert.Single(page.Document.Forms).GetAttribute("action"));
        Assert.Equal("the government", page.Document.QuerySelector(".statement em")!.TextContent);
    }

    [Fact]
    public async Task The_page_the_JSON_and_the_CSV_say_the_same_and_hide_the_same_names()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        await house.SignAsync(campaign, 1, "PL");
        await house.SignAsync(campaign, 2, "PL");
        await house.SignAsync(campaign, 3, "NO", "name-withheld");
        await house.SignAsync(campaign, 4, "FR", "addressee-only");
        house.Time.Advance(TimeSpan.FromSeconds(5));

        var page = await house.GetAsync($"/campaigns/{campaign.Id}");
        Assert.Contains("4 organisations from 3 countries", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, page.Document.QuerySelectorAll(".places .withheld").Length);

        using var json = JsonDocument.Parse(await JsonAsync(house, $"/campaigns/{campaign.Id}"));
        var root = json.RootElement;
        Assert.Equal((4, 3, 0), (root.GetProperty("organisations").GetInt32(), root.GetProperty("countries").GetInt32(), root.GetProperty("individuals").GetInt32()));
        Assert.Equal("open", root.GetProperty("state").GetString());
        Assert.Equal(campaign.TextHash, root.GetProperty("textHash").GetString());
        Assert.Equal(campaign.ClosesAt, root.GetProperty("closesAt").GetDateTimeOffset());
        Assert.Equal(
            ["accepted", "bounced", "delivered", "failed", "total"], root.GetProperty("letters").EnumerateObject().Select(letter => letter.Name).Order());

        var csv = await house.Http.GetStringAsync($"/campaigns/{campaign.Id}/signatories.csv");
        Assert.Equal(
            ["individual", "organisation,,FR", "organisation,,NO", "organisation,Committee 1,PL", "organisation,Committee 2,PL"],
            csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..].Prepend("individual").Order(StringComparer.Ordinal));
        using var list = JsonDocument.Parse(await house.Http.GetStringAsync($"/campaigns/{campaign.Id}/signatories.json"));
        Assert.Equal(2, list.RootElement.EnumerateArray().Count(signatory => signatory.GetProperty("name").ValueKind == JsonValueKind.Null));
        foreach (var hidden in new[] { "Committee 3", "Committee 4", "Speaker", "@example.org" })
            Assert.DoesNotContain(hidden, page.Text + csv + list.RootElement, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_brings_everything_along_and_lets_nothing_else_in()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("statement", "<script>alert(1)</script> ![x](https://example.org/x.png) [y](https://example.org/y)"));

        var page = await house.GetAsync($"/campaigns/{campaign.Id}");

        Assert.StartsWith("default-src 'none'; style-src 'self'; ", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal(("nosniff", "no-referrer"), (page.Header("X-Content-Type-Options"), page.Header("Referrer-Policy")));
        Assert.Null(page.Header("Set-Cookie"));
        Assert.Empty(page.Document.QuerySelectorAll("script, style, [style], img, iframe, object"));
        foreach (var link in page.Document.QuerySelectorAll("link[href]"))
        {
            var asset = await house.Http.GetAsync(link.GetAttribute("href"));
            Assert.True(asset.IsSuccessStatusCode);
            Assert.Contains("immutable", asset.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_font_that_the_style_names_is_served()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var style = (await house.GetAsync("/")).Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        var css = await house.Http.GetStringAsync(style);
        var fonts = css.Split("url(")[1..].Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)]).ToList();
        Assert.Equal(12, fonts.Count);
        foreach (var font in fonts)
            Assert.Equal("font/woff2", (await house.Http.GetAsync($"/assets/{font}")).Content.Headers.ContentType!.MediaType);
        Assert.Equal(404, (await house.GetAsync("/assets/style.css")).Status);
    }

    [Theory]
    [InlineData("fr", "Clôture dans 6 heures", "Signer cette déclaration")]
    [InlineData("ru", "Закрывается через 6 часов", "Подписать это заявление")]
    public async Task The_page_speaks_the_readers_language_and_its_links_keep_it(string language, string countdown, string heading)
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("statement.fr", "Laissez-la entrer."));

        var page = await house.GetAsync($"/campaigns/{campaign.Id}?lang={language}");

        Assert.Equal(language, page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Contains(countdown, page.Text, StringComparison.Ordinal);
        Assert.Contains(heading, page.Text, StringComparison.Ordinal);
        Assert.Equal(language == "fr" ? "fr" : "en", page.Document.QuerySelector(".statement")!.GetAttribute("lang"));
        Assert.EndsWith($"?lang={language}", page.Document.Forms[0].GetAttribute("action"), StringComparison.Ordinal);
        Assert.EndsWith($"?lang={language}", page.Document.QuerySelector(".masthead a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(Language.SpokenLanguage.All.Length, page.Document.QuerySelectorAll(".colophon nav a").Length);
    }

    [Fact]
    public async Task Before_the_opening_and_after_the_close_there_is_no_form()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.LaunchAsync(("opensAt", "2026-03-02T12:00"), ("timeZone", "UTC"));
        var before = await house.GetAsync($"/campaigns/{campaign.Id}");
        Assert.Contains("Opens in 3 hours", before.Text, StringComparison.Ordinal);
        Assert.Empty(before.Document.Forms);

        house.Time.Advance(TimeSpan.FromHours(3));
        await house.StepAsync<OpenCampaign>(campaign);
        Assert.Single((await house.GetAsync($"/campaigns/{campaign.Id}")).Document.Forms);

        // The deadline counts, not whether the close has been carried out already.
        house.Time.Advance(TimeSpan.FromHours(7));
        var after = await house.GetAsync($"/campaigns/{campaign.Id}");
        Assert.Contains("Closed for signature", after.Text, StringComparison.Ordinal);
        Assert.Empty(after.Document.Forms);
    }

    [Fact]
    public async Task Under_an_embargo_the_public_sees_neither_text_nor_names()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("embargoUntil", "2026-03-04T10:00"), ("timeZone", "UTC"));
        var invitation = await house.InvitationAsync(campaign, 1);
        var behindTheLink = await house.GetAsync(invitation);
        Assert.Contains("let our colleague enter", behindTheLink.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await house.SendAsync(behindTheLink, ("name", "Kari Example"))).Status);
        house.Time.Advance(TimeSpan.FromSeconds(5));

        foreach (var path in new[] { "", "/signatories", "/signatories.csv", "/signatories.json" })
        {
            var seen = await house.Http.GetStringAsync($"/campaigns/{campaign.Id}{path}");
            Assert.DoesNotContain("let our colleague enter", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("Sample Committee", seen, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(campaign.Id, await house.Http.GetStringAsync("/"), StringComparison.Ordinal);

        house.Time.Advance(TimeSpan.FromDays(3));
        Assert.Contains("let our colleague enter", await house.Http.GetStringAsync($"/campaigns/{campaign.Id}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/campaigns/aaaaaaaaaaaaaaaa")]
    [InlineData("/campaigns/x%27%20or%201")]
    [InlineData("/campaigns/aaaaaaaaaaaaaaaa/signatories")]
    [InlineData("/campaigns/aaaaaaaaaaaaaaaa/check-mail")]
    [InlineData("/sign/not-a-token")]
    [InlineData("/sign/%E2%98%83/withdraw")]
    public async Task What_is_not_there_is_a_kind_page(string path)
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var page = await house.GetAsync(path);
        Assert.Equal(404, page.Status);
        Assert.NotNull(page.Document.QuerySelector("main a"));
    }

    static async Task<string> JsonAsync(DoorsHouse house, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "application/json" } } };
        return await (await house.Http.SendAsync(request)).Content.ReadAsStringAsync();
    }
}
