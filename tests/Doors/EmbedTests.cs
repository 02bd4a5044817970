using Campaigns.Tests.Desk;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Doors;

/// <summary>What partners show on their own sites.</summary>
public sealed class EmbedTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task It_says_how_the_campaign_stands_and_can_be_framed_while_no_other_page_can()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        await house.SignAsync(campaign, 1);
        house.Time.Advance(TimeSpan.FromSeconds(3));

        var frame = await Answer.OfAsync(await house.Http.GetAsync($"/campaigns/{campaign.Id}/embed?lang=fr"));

        Assert.Equal(200, frame.Status);
        Assert.Contains(campaign.Title, frame.Text, StringComparison.Ordinal);
        Assert.Contains("1 organisation", frame.Text, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors *", frame.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Empty(frame.Document.Forms);
        var link = frame.Document.QuerySelector("a.act")!;
        Assert.Equal(($"/campaigns/{campaign.Id}?lang=fr", "_blank"), (link.GetAttribute("href"), link.GetAttribute("target")));
        Assert.DoesNotContain("Speaker", frame.Body, StringComparison.OrdinalIgnoreCase); // no names
        foreach (var path in new[] { $"/campaigns/{campaign.Id}", $"/campaigns/{campaign.Id}/signatories", "/" })
            Assert.Contains("frame-ancestors 'none'", (await Answer.OfAsync(await house.Http.GetAsync(path))).Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal(404, (int)(await house.Http.GetAsync("/campaigns/aaaaaaaaaaaaaaaa/embed")).StatusCode);
    }
}
