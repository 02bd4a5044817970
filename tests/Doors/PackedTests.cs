using System.IO.Compression;
using System.Net;
using System.Text;
using Campaigns.Functions.Doors;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Doors;

/// <summary>What anybody may see comes smaller to browsers that read it; what is somebody's own never does.</summary>
public sealed class PackedTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate, br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("deflate", "")]
    [InlineData("", "")]
    public async Task A_public_page_and_the_style_are_what_they_were_before_they_were_packed(string accepted, string encoding)
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();

        foreach (var path in new[] { $"/campaigns/{campaign.Id}", AssetFiles.Address("style.css") })
        {
            using var plain = await AskAsync(house, path, "");
            using var answer = await AskAsync(house, path, accepted);

            Assert.Equal(encoding, string.Join(",", answer.Content.Headers.ContentEncoding));
            Assert.Contains("Accept-Encoding", answer.Headers.Vary);
            Assert.Equal(await plain.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await UnpackedAsync(answer));
            if (encoding.Length > 0) Assert.InRange(answer.Content.Headers.ContentLength!.Value, 1, plain.Content.Headers.ContentLength!.Value / 2);
        }
    }

    [Fact]
    public async Task A_browser_that_kept_it_packed_hears_that_it_is_still_the_same_and_another_does_not()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var path = $"/campaigns/{(await house.OpenCampaignAsync()).Id}";
        using var first = await AskAsync(house, path, "br");

        using var again = await AskAsync(house, path, "br", $"{first.Headers.ETag}");
        using var other = await AskAsync(house, path, "gzip", $"{first.Headers.ETag}");

        Assert.Equal((HttpStatusCode.NotModified, 0), (again.StatusCode, again.Content.Headers.ContentEncoding.Count));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    /// <summary>Its length would tell a stranger, who can put words into it, what else it holds.</summary>
    [Fact]
    public async Task A_page_that_holds_somebodys_secret_is_never_packed()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        await house.SignAsync(campaign, 1);
        var link = await house.LinkAsync(campaign, "speaker1@example.org");

        foreach (var path in new[] { link, $"{link}/receipt", $"{link}/withdraw", "/code" })
        {
            using var answer = await AskAsync(house, path, "br, gzip");
            Assert.True(answer.IsSuccessStatusCode, path);
            Assert.Empty(answer.Content.Headers.ContentEncoding);
        }
    }

    static async Task<HttpResponseMessage> AskAsync(DoorsHouse house, string path, string accepted, string? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/html" } } };
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (known is not null) request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return await house.Http.SendAsync(request);
    }

    static async Task<string> UnpackedAsync(HttpResponseMessage answer)
    {
        await using var packed = await answer.Content.ReadAsStreamAsync();
        await using Stream plain = answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            "gzip" => new GZipStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
