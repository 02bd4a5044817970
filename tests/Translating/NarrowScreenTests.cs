using Campaigns.Language;
using Campaigns.Tests.Doors;
using Campaigns.Tests.House;
using Campaigns.Tests.Look;
using Microsoft.Playwright;

namespace Campaigns.Tests.Translating;

/// <summary>
/// On the narrowest screen no word is cut off, in the languages whose words are longest, and in one that is 40 % longer than English: its words are
/// made by drawing out those of the English page.
/// </summary>
public sealed class NarrowScreenTests(AzuriteFixture azurite, BrowserFixture browser)
{
    const string DrawOut = """
        () => {
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const node = walk.currentNode;
            if (!node.parentElement.closest('.statement, code, time, bdi')) node.data = node.data.replace(/\p{L}{3,}/gu, word => word + word.slice(-Math.ceil(word.length * 0.4)));
          }
        }
        """;

    [Theory]
    [InlineData("es")]
    [InlineData("uk")]
    [InlineData("longer")]
    public async Task Nothing_is_cut_off(string language)
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        await using var context = await browser.NewContextAsync(new()
        {
            JavaScriptEnabled = true, // the measuring needs it; the pages do not
            ViewportSize = new() { Width = 320, Height = 800 },
            BaseURL = house.Http.BaseAddress!.ToString(),
        });
        var page = await context.NewPageAsync();
        var (complaints, pages) = (new List<string>(), 0);
        foreach (var path in await SignatoryStates.OpenAsync(house)) await LookAsync(path);
        foreach (var path in await SignatoryStates.EndedAsync(house)) await LookAsync(path); // while these are made, days pass
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));

        async Task LookAsync(string path)
        {
            pages++;
            await page.GoAsync(SignatoryStates.In(SpokenLanguage.Find(language)?.Tag ?? "en", path));
            if (language == "longer") await page.EvaluateAsync(DrawOut);
            complaints.AddRange((await page.EvaluateAsync<string[]>(Measures.Cut)).Select(cut => $"{path}: {cut}"));
            await Pictures.TakeAsync(page, $"{language}-{pages:00}");
        }
    }
}
