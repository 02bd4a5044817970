using System.Net.Http.Json;
using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Microsoft.Playwright;

namespace Campaigns.Tests.Look;

/// <summary>On paper there is nothing that can only be pressed; and where the system has colours of its own, whatever can be pressed or filled in still has an edge.</summary>
[Collection(DeskCollection.Name)]
public sealed class PaperTests(BrowserFixture browser)
{
    const int Sheet = 650; // A4 between its margins, in pixels

    static readonly string? Folder = Environment.GetEnvironmentVariable("CAMPAIGNS_PICTURES");

    [Fact]
    public async Task What_is_printed_can_be_read_and_nothing_on_it_waits_to_be_pressed()
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await OpenAsync(house);
        Assert.Equal(200, (int)(await house.ScriptAsync($"/desk/{id}/close", JsonContent.Create(new { reason = "now" }), "application/json")).StatusCode);
        await house.UntilStateAsync(id, "dispatched");
        await using var context = await PersonAsync(house, DeskHouse.Coordinator);
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        foreach (var (name, path) in Pages(id))
        {
            await page.GoAsync(path);
            foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = scheme });
                await page.SetViewportSizeAsync(Sheet, 900);
                await ShotAsync(page, $"print-{name}-{scheme}");
                complaints.AddRange((await page.EvaluateAsync<string[]>(Printed)).Select(one => $"{path} ({scheme}): {one}"));
            }
            if (Folder is { Length: > 0 }) await page.PdfAsync(new() { Path = Path.Combine(Folder, $"print-{name}.pdf"), Format = "A4", PreferCSSPageSize = true });
        }
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Where_the_system_has_its_own_colours_everything_has_an_edge()
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await OpenAsync(house);
        List<string> complaints = [
            .. await WithoutEdgeAsync(house, DeskHouse.Coordinator, ("sign", $"/campaigns/{id}"), ("desk", $"/desk/{id}"), ("launch", "/campaigns/new")),
            .. await WithoutEdgeAsync(house, DeskHouse.Operator, ("ops", "/ops"), ("ops-one", $"/ops/{id}"), ("deliveries", "/ops/deliveries")),
        ];
        Assert.Empty(complaints);
    }

    async Task<List<string>> WithoutEdgeAsync(DeskHouse house, string person, params (string Name, string Path)[] pages)
    {
        await using var context = await PersonAsync(house, person);
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        foreach (var (name, path) in pages)
        {
            foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active, ColorScheme = scheme });
                await page.GoAsync(path);
                await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
                await page.SetViewportSizeAsync(1280, 860);
                await ShotAsync(page, $"forced-{name}-{scheme}");
                complaints.AddRange((await page.EvaluateAsync<string[]>(Edgeless)).Select(one => $"{path} ({scheme}): {one}"));
            }
        }
        return complaints;
    }

    static IEnumerable<(string Name, string Path)> Pages(string id) =>
    [
        ("campaign", $"/campaigns/{id}"), ("list", $"/campaigns/{id}/signatories"), ("letter", $"/desk/{id}/letters/1"), ("poster", $"/campaigns/{id}/poster"),
        ("sheet", $"/campaigns/{id}/sheet"), ("guide", "/desk/guide"), ("safe", "/safe"), ("poster-ar", $"/campaigns/{id}/poster?lang=ar"), ("sheet-ar", $"/campaigns/{id}/sheet?lang=ar"),
    ];

    /// <summary>What should not be on paper, and what cannot be read there: light words, or wider than the sheet.</summary>
    const string Printed = """
        () => {
          const seen = one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }), said = one => `${one.tagName.toLowerCase()} ${one.className}: ${one.textContent.trim().slice(0, 40)}`;
          const pressed = [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, .skip')].filter(seen).map(one => 'can be pressed: ' + said(one));
          const light = [...document.querySelectorAll('main *')].filter(one => seen(one) && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
            .filter(one => { const [r, g, b] = getComputedStyle(one).color.match(/\d+/g).map(Number); return 0.2126 * r + 0.7152 * g + 0.0722 * b > 110; }).map(one => 'is too light: ' + said(one));
          const wide = document.documentElement.scrollWidth > innerWidth ? ['is wider than the sheet'] : [];
          return [...pressed, ...light, ...wide];
        }
        """;

    const string Edgeless = """
        () => [...document.querySelectorAll('main button:not(.link), main .act, main input:not([type=hidden], [type=radio], [type=checkbox], [type=file]), main select, main textarea')]
          .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.unseen'))
          .filter(one => ['Top', 'Right', 'Bottom', 'Left'].every(side => getComputedStyle(one)[`border${side}Style`] === 'none' || getComputedStyle(one)[`border${side}Width`] === '0px'))
          .map(one => `${one.tagName.toLowerCase()} ${one.name || one.textContent.trim()}`)
        """;

    static Task ShotAsync(IPage page, string name) =>
        Folder is { Length: > 0 } ? page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name.ToLowerInvariant()}.png"), FullPage = true }) : Task.CompletedTask;

    async Task<IBrowserContext> PersonAsync(DeskHouse house, string person)
    {
        var context = await browser.NewContextAsync(new() { BaseURL = house.Address.ToString() });
        await context.TakeOverAsync(await house.SignInAsync(person), house);
        return context;
    }

    static async Task<string> OpenAsync(DeskHouse house)
    {
        var id = await house.LaunchAsync(
            ("title", "Let our colleague enter the country that he monitors"), ("statement", "On 3 May our colleague was refused entry to [the country](https://example.org/country) that he has monitored for twelve years.\n\n## What happened\n\n- He was held for nine hours.\n- No reason was given.\n\nWe ask the government to let him enter."),
            ("statement.ar", "نطلب من السلطات أن تدعه يدخل."), ("title.ar", "دعوه يدخل"), ("reminders", null), ("minimumSignatures", "2"), ("window", "P2D"), ("followUps", "P14D"));
        await house.UntilStateAsync(id, "open");
        foreach (var (email, organisation, publication) in new[] { ("one@example.org", "Helsinki Committee of Examples", "public"), ("two@example.org", "House of Human Examples", "public"), ("three@example.org", "Foundation for Samples", "name-withheld") })
        {
            await house.SignAsync(id, email, organisation, publication);
            house.Time.Advance(TimeSpan.FromMinutes(11));
        }
        return id;
    }
}
