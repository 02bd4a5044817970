using Campaigns.Tests.House;

namespace Campaigns.Tests.Doors;

public sealed class ChartTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_charts_say_in_words_what_they_draw()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("minimumSignatures", "5"), ("minimumCountries", "3"), ("window", "PT6H"), ("approval", "below-threshold"));
        await house.SignAsync(campaign, 1, "PL");
        await house.SignAsync(campaign, 2, "PL", "name-withheld");
        house.Time.Advance(TimeSpan.FromHours(1));
        var few = await house.GetAsync($"/campaigns/{campaign.Id}");
        Assert.Contains("2 of the 5 signatures needed", few.Text, StringComparison.Ordinal);
        Assert.Empty(few.Document.QuerySelectorAll(".curve"));

        await house.SignAsync(campaign, 3, "NO");
        house.Time.Advance(TimeSpan.FromSeconds(5));
        var page = await house.GetAsync($"/campaigns/{campaign.Id}");

        Assert.Contains("2 of the 3 countries needed", page.Text, StringComparison.Ordinal);
        var curve = page.Document.QuerySelector("svg.curve")!;
        Assert.Equal("img", curve.GetAttribute("role"));
        Assert.StartsWith("3 organisations from 2 countries until Monday 2 March 2026", curve.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal("3", page.Document.QuerySelectorAll("figure table td")[^1].TextContent);
        Assert.Equal(["Poland 2", "Norway 1"], page.Document.QuerySelectorAll("figure .bars li").Select(line => string.Join(' ', line.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        // The policy of the page forbids styles in the page: shapes say their size in attributes of their own.
        Assert.Empty(page.Document.QuerySelectorAll("[style]"));
    }

    [Fact]
    public async Task In_the_moment_of_the_opening_the_page_has_no_curve()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        for (var number = 1; number <= 3; number++) await house.SignAsync(campaign, number);
        var page = await house.GetAsync($"/campaigns/{campaign.Id}");
        Assert.Equal(200, page.Status);
        Assert.Empty(page.Document.QuerySelectorAll(".curve"));
    }

    [Fact]
    public async Task Under_embargo_nothing_is_drawn()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(("minimumSignatures", "5"), ("embargoUntil", "2026-03-20T10:00"), ("timeZone", "Europe/Warsaw"), ("window", "PT6H"));
        Assert.Empty((await house.GetAsync($"/campaigns/{campaign.Id}")).Document.QuerySelectorAll("main svg, .bars"));
    }
}
