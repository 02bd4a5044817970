using Campaigns.Bench.Pages;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Doors;

/// <summary>What a person who is asked to sign has to load, in a browser that has never seen it.</summary>
public sealed class PageWeightTests(AzuriteFixture azurite, BrowserFixture browser)
{
    const int Most = 60_000; // bytes, with everything

    [Theory]
    [InlineData("en", "Let Mira travel", "We ask the authorities to let our colleague *travel*, work and come home.")]
    [InlineData("fr", "Laissez Mira voyager", "Nous demandons aux autorités de laisser notre collègue *voyager*, travailler et rentrer chez elle.")]
    [InlineData("ru", "Дайте Мире ездить", "Мы просим власти дать нашей коллеге *ездить*, работать и возвращаться домой.")]
    public async Task The_page_to_sign_is_light_and_asks_nobody_else(string language, string title, string says)
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync(
            ("language", language), ("title", title), ("statement", string.Join("\n\n", Enumerable.Repeat(says, 12))), ("minimumSignatures", "30"));
        for (var number = 1; number <= 12; number++) await house.SignAsync(campaign, number, number % 2 == 0 ? "NO" : "FR", number % 5 == 0 ? "name-withheld" : "public");
        house.Time.Advance(TimeSpan.FromSeconds(3));
        await using var context = await browser.NewContextAsync(new() { Locale = language });

        var load = await PageLoad.OfAsync(context, new(house.Http.BaseAddress!, $"/campaigns/{campaign.Id}?lang={language}"));

        Assert.All(load.Parts, part => Assert.StartsWith(house.Http.BaseAddress!.ToString(), part.Address, StringComparison.Ordinal));
        Assert.InRange(load.Parts.Count, 4, 8);
        Assert.True(load.Of(".woff2") > 20_000, "The typefaces were not loaded.");
        Assert.True(load.Bytes < Most, string.Join("\n", load.Parts.Select(part => $"{part.Bytes,7} {part.Address}")));
    }
}
