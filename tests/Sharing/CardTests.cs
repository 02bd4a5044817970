using System.Net;
using Campaigns.Sharing;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Doors;
using Campaigns.Tests.House;
using SkiaSharp;

namespace Campaigns.Tests.Sharing;

/// <summary>What is shown beside a link to a campaign, and what is not.</summary>
public sealed class CardTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_page_names_a_picture_of_the_size_that_it_says()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        var page = await ReadAsync(house, $"/campaigns/{campaign.Id}?lang=ru");
        Assert.Equal(campaign.Title, Meta(page, "meta[property='og:title']")![..campaign.Title.Length]);
        Assert.NotEmpty(Meta(page, "meta[name=description]")!);
        var picture = await house.Http.GetByteArrayAsync(new Uri(Meta(page, "meta[property='og:image']")!).PathAndQuery);
        Assert.InRange(picture.Length, 1_000, 100_000);
        using var image = SKBitmap.Decode(picture);
        Assert.Equal((1200, 630), (image.Width, image.Height));
        Assert.Equal((Meta(page, "meta[property='og:image:width']"), Meta(page, "meta[property='og:image:height']")), ("1200", "630"));
    }

    [Fact]
    public async Task Whose_name_is_withheld_has_no_part_in_it()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var (one, other) = (await house.OpenCampaignAsync(), await house.OpenCampaignAsync(("statement", "We ask for something else, too.")));
        await house.SignAsync(one, 1, publication: "name-withheld");
        await house.SignAsync(other, 2, publication: "public");
        house.Time.Advance(TimeSpan.FromSeconds(3));
        var cards = await Task.WhenAll(new[] { one, other }.Select(campaign => house.Http.GetByteArrayAsync($"/campaigns/{campaign.Id}/card.png")));
        Assert.Equal(cards[0], cards[1]);
    }

    [Fact]
    public async Task It_is_drawn_anew_for_a_count_after_a_minute_and_not_sent_twice()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        var path = $"/campaigns/{campaign.Id}/card.png";
        var first = await house.Http.GetAsync(path);
        using var asked = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified, (await house.Http.SendAsync(asked)).StatusCode);
        await house.SignAsync(campaign, 1);
        house.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(first.Headers.ETag, (await house.Http.GetAsync(path)).Headers.ETag);
        house.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(first.Headers.ETag, (await house.Http.GetAsync(path)).Headers.ETag);
    }

    [Theory]
    [InlineData("embargoUntil", "2026-12-01T10:00Z")]
    [InlineData("neutralMail", "yes")]
    public async Task Under_embargo_and_where_mail_is_neutral_nothing_is_passed_on(string field, string value)
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync((field, value));
        foreach (var path in (string[])["card.png", "deadline.ics", "sheet"]) Assert.Equal(404, (int)(await house.Http.GetAsync($"/campaigns/{campaign.Id}/{path}")).StatusCode);
        var page = await ReadAsync(house, $"/campaigns/{campaign.Id}");
        Assert.Empty(page.Document.QuerySelectorAll("meta[property], meta[name=description], meta[name^=twitter]"));
        foreach (var path in (string[])["card.png", "deadline.ics", "/sheet"]) Assert.DoesNotContain(path, page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sheet_leads_to_the_form_and_says_that_it_is_none()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        var sheet = await ReadAsync(house, $"/campaigns/{campaign.Id}/sheet");
        Assert.Contains("A line on this sheet is not a signature yet.", sheet.Text, StringComparison.Ordinal);
        Assert.Contains($"https://campaigns.example.org/campaigns/{campaign.Id}", sheet.Text, StringComparison.Ordinal);
        Assert.NotNull(sheet.Document.QuerySelector("svg.qr"));
        Assert.Empty(sheet.Document.Forms);
        var calendar = await house.Http.GetAsync($"/campaigns/{campaign.Id}/deadline.ics");
        Assert.Equal("text/calendar", calendar.Content.Headers.ContentType!.MediaType);
        foreach (var path in (string[])["card.png", "deadline.ics", "sheet"]) Assert.Equal(404, (int)(await house.Http.GetAsync($"/campaigns/aaaaaaaaaaaaaaaa/{path}")).StatusCode);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("Заявление о недопуске нашего коллеги в страну, за положением в которой он следит уже двенадцать лет, и о том, что из этого следует для всех остальных")]
    [InlineData("Wordwithoutanyspaceinitthatislongerthananylineofthecardcouldeverbe-and-goes-on-for-quite-a-while-yet")]
    public void Long_and_short_titles_fit(string title)
    {
        var card = CardPicture.Draw(new("Campaigns", title, "Open for signature", "137 organisations and 1,204 people from 98 countries have signed this", "Open until Monday 2 March 2026, 16:00 (Warsaw, UTC+01:00)"));
        if (Environment.GetEnvironmentVariable("CAMPAIGNS_PICTURES") is { Length: > 0 } folder) File.WriteAllBytes(Path.Combine(folder, $"card-{title.Length}.png"), card);
        Assert.InRange(card.Length, 1_000, 100_000);
    }

    [Fact]
    public void What_the_typeface_cannot_set_is_not_drawn() => Assert.False(CardPicture.CanSet(new("Campaigns", "ندعو السلطات", "", "", "")));

    static string? Meta(Answer page, string selector) => page.Document.QuerySelector(selector)?.GetAttribute("content");

    static async Task<Answer> ReadAsync(DoorsHouse house, string path) => await Answer.OfAsync(await house.Http.GetAsync(path));
}
