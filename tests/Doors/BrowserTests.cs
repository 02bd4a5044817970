using Campaigns.Tests.House;
using Microsoft.Playwright;

namespace Campaigns.Tests.Doors;

public sealed class BrowserTests(AzuriteFixture azurite, BrowserFixture browser)
{
    [Fact]
    public async Task A_person_signs_on_a_phone_with_scripts_off()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await house.OpenCampaignAsync();
        await using var context = await browser.NewContextAsync(new()
        {
            JavaScriptEnabled = false,
            ViewportSize = new() { Width = 390, Height = 844 },
            BaseURL = house.Http.BaseAddress!.ToString(),
        });
        var page = await context.NewPageAsync();

        await page.GoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = campaign.Title }).First.FollowAsync();
        await page.GoAsync($"/campaigns/{campaign.Id}"); // other tests' campaigns have the same title
        await page.GetByLabel("on behalf of an organisation").CheckAsync();
        await page.GetByLabel("Organisation", new() { Exact = true }).FillAsync("Example Committee");
        await page.GetByLabel("Country").SelectOptionAsync("PL");
        await page.GetByLabel("Your name").FillAsync("Anna Example");
        await page.GetByLabel("E-mail address").FillAsync("anna@example.org");
        await page.GetByLabel("Only those who receive the letter").CheckAsync();
        await page.GetByRole(AriaRole.Button).FollowAsync();
        Assert.EndsWith("/check-mail", page.Url, StringComparison.Ordinal);

        await page.GoAsync(await house.LinkAsync(campaign, "anna@example.org"));
        // The button is there without scrolling.
        var button = await page.GetByRole(AriaRole.Button).BoundingBoxAsync();
        Assert.InRange(button!.Y + button.Height, 0, 844);
        await page.GetByRole(AriaRole.Button).FollowAsync();
        Assert.EndsWith("/receipt", page.Url, StringComparison.Ordinal);
        Assert.Equal("Thank you, you have signed", await page.Locator("h1").TextContentAsync());
        Assert.Empty(await context.CookiesAsync());
    }
}
