using Campaigns.Language;
using Campaigns.Tests.Doors;
using Campaigns.Tests.House;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Campaigns.Tests.Translating;

/// <summary>
/// On the narrowest screen no word is cut off, in the languages whose words are longest or run the other way, and in one that is 40 % longer than
/// English: its words are made by drawing out those of the English page.
/// </summary>
public sealed class NarrowScreenTests(AzuriteFixture azurite, BrowserFixture browser)
{
    const string Cut = """
        () => [...document.querySelectorAll('body, body *')]
          .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && getComputedStyle(e).display !== 'inline')
          .filter(e => !e.closest('svg, select, .unseen, .skip') && !['auto', 'scroll'].includes(getComputedStyle(e).overflowX))
          .map(e => e.tagName + '.' + e.className + ' ' + e.scrollWidth + ' > ' + e.clientWidth + ': ' + e.textContent.trim().slice(0, 60))
        """;

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
    [InlineData("es", 320)]
    [InlineData("uk", 320)]
    [InlineData("ar", 320)]
    [InlineData("longer", 320)]
    [InlineData("ar", 1280)]
    public async Task Nothing_is_cut_off(string language, int width)
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        await using var context = await browser.NewContextAsync(new()
        {
            JavaScriptEnabled = true, // axe and the measuring need it; the pages do not
            ViewportSize = new() { Width = width, Height = 800 },
            BaseURL = house.Http.BaseAddress!.ToString(),
            ColorScheme = width == 320 ? ColorScheme.Dark : ColorScheme.Light,
        });
        context.SetDefaultTimeout(120_000); // a busy machine is slow, not wrong
        var page = await context.NewPageAsync();
        var (complaints, pages) = (new List<string>(), 0);
        foreach (var path in await SignatoryStates.OpenAsync(house)) await LookAsync(path);
        foreach (var path in await SignatoryStates.EndedAsync(house)) await LookAsync(path); // while these are made, days pass
        Assert.True(complaints.Count == 0, string.Join('\n', complaints));

        async Task LookAsync(string path)
        {
            pages++;
            await page.GotoAsync(SignatoryStates.In(SpokenLanguage.Find(language)?.Tag ?? "en", path));
            if (language == "longer") await page.EvaluateAsync(DrawOut);
            complaints.AddRange((await page.EvaluateAsync<string[]>(Cut)).Select(cut => $"{path}: {cut}"));
            if (Environment.GetEnvironmentVariable("CAMPAIGNS_PICTURES") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{language}-{width}-{pages:00}.png"), FullPage = true });
            if (language == "ar")
                complaints.AddRange((await page.RunAxe()).Violations.Select(one => $"{path}: {one.Id}: {one.Help}: {string.Join(" ", one.Nodes.Select(node => node.Html))}"));
        }
    }
}
