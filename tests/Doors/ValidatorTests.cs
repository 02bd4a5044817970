using System.Net;
using System.Net.Http.Headers;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Doors;

/// <summary>Public pages may be kept by a browser, which asks whether they are still the same.</summary>
public sealed class ValidatorTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    public async Task A_page_that_is_still_the_same_is_not_sent_again_and_one_that_changed_is(string type)
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        var path = $"/campaigns/{campaign.Id}";
        var first = await AskAsync(house, path, type);
        Assert.Equal((HttpStatusCode.OK, "no-cache"), (first.StatusCode, first.Headers.CacheControl!.ToString()));
        Assert.Contains("Accept-Language", first.Headers.Vary);

        using var again = await AskAsync(house, path, type, first.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal((first.Headers.ETag, "no-cache"), (again.Headers.ETag, again.Headers.CacheControl!.ToString()));
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        await house.SignAsync(campaign, 1);
        using var signed = await AskAsync(house, path, type, first.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, signed.StatusCode);
        Assert.NotEqual(first.Headers.ETag, signed.Headers.ETag);
        Assert.Contains("1", await signed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_of_other_languages_never_get_each_others_page()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var path = $"/campaigns/{(await house.OpenCampaignAsync()).Id}";
        using var english = await AskAsync(house, path, "text/html", language: "en");
        using var french = await AskAsync(house, path, "text/html", english.Headers.ETag, "fr");
        using var chosen = await AskAsync(house, path + "?lang=en", "text/html", english.Headers.ETag, "fr");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (french.StatusCode, chosen.StatusCode));
        Assert.Contains("lang=\"fr\"", await french.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", await chosen.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_deadline_passes_for_a_page_that_was_kept()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        house.Time.SetUtcNow(campaign.ClosesAt!.Value.AddMilliseconds(-1));
        Assert.Single((await house.GetAsync($"/campaigns/{campaign.Id}")).Document.Forms);
        house.Time.SetUtcNow(campaign.ClosesAt!.Value);
        Assert.Empty((await house.GetAsync($"/campaigns/{campaign.Id}")).Document.Forms);
    }

    [Fact]
    public async Task A_persons_own_page_is_never_kept()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        await house.SignAsync(campaign, 1);
        using var receipt = await AskAsync(house, await house.LinkAsync(campaign, "speaker1@example.org"), "text/html");
        Assert.Equal(("no-store", null), (receipt.Headers.CacheControl!.ToString(), receipt.Headers.ETag));
    }

    static async Task<HttpResponseMessage> AskAsync(DoorsHouse house, string path, string type, EntityTagHeaderValue? known = null, string language = "en")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(type);
        request.Headers.AcceptLanguage.ParseAdd(language);
        if (known is not null) request.Headers.IfNoneMatch.Add(known);
        return await house.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
