namespace Campaigns.Tests.House;

public sealed class BrowserTests(BrowserFixture browser)
{
    [Fact]
    public async Task ShowsAPageWithJavaScriptOff()
    {
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();

        await page.SetContentAsync("<h1>A statement</h1><script>document.querySelector('h1').textContent = 'changed'</script>");

        Assert.Equal("A statement", await page.Locator("h1").TextContentAsync());
    }
}
