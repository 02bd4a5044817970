using Campaigns.Signatures;
using Campaigns.Tests.House;
using Deque.AxeCore.Playwright;
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
        context.SetDefaultTimeout(120_000); // a busy machine is slow, not wrong
        var page = await context.NewPageAsync();

        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = campaign.Title }).First.ClickAsync();
        await page.GotoAsync($"/campaigns/{campaign.Id}"); // other tests' campaigns have the same title
        await page.GetByLabel("on behalf of an organisation").CheckAsync();
        await page.GetByLabel("Organisation", new() { Exact = true }).FillAsync("Example Committee");
        await page.GetByLabel("Country").SelectOptionAsync("PL");
        await page.GetByLabel("Your name").FillAsync("Anna Example");
        await page.GetByLabel("E-mail address").FillAsync("anna@example.org");
        await page.GetByLabel("Only those who receive the letter").CheckAsync();
        await page.GetByRole(AriaRole.Button).ClickAsync();
        Assert.EndsWith("/check-mail", page.Url, StringComparison.Ordinal);

        await page.GotoAsync(await house.LinkAsync(campaign, "anna@example.org"));
        // The button is there without scrolling.
        var button = await page.GetByRole(AriaRole.Button).BoundingBoxAsync();
        Assert.InRange(button!.Y + button.Height, 0, 844);
        await page.GetByRole(AriaRole.Button).ClickAsync();
        Assert.EndsWith("/receipt", page.Url, StringComparison.Ordinal);
        Assert.Equal("Thank you, you have signed", await page.Locator("h1").TextContentAsync());
        Assert.Empty(await context.CookiesAsync());
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 320)]
    public async Task Every_page_is_accessible_fits_the_screen_and_asks_nobody_else(ColorScheme scheme, int width)
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var own = house.Http.BaseAddress!.ToString();
        var complaints = new List<string>();

        var paths = await PagesAsync(house);
        foreach (var path in paths) await VisitAsync(NewAsync, path, complaints);
        await VisitAsync(NewAsync, paths[0], complaints, PressAsync);
        Assert.Empty(complaints);

        async Task<IBrowserContext> NewAsync()
        {
            var context = await browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 800 }, BaseURL = own });
            context.SetDefaultTimeout(120_000); // a busy machine is slow, not wrong
            context.Request += (_, request) => { if (!request.Url.StartsWith(own, StringComparison.Ordinal)) complaints.Add(request.Url); };
            context.Console += (_, message) => { if (message.Type == "error" && !message.Text.Contains("the server responded with a status", StringComparison.Ordinal)) complaints.Add(message.Text); };
            return context;
        }
    }

    static async Task PressAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button).EvaluateAsync("button => button.form.noValidate = true");
        await page.GetByRole(AriaRole.Button).ClickAsync(); // waits for the page that answers
        Assert.EndsWith("/signatures", page.Url, StringComparison.Ordinal);
    }

    /// <summary>
    /// In a context of its own, which has a renderer of its own: one that hangs on a full machine is not what is tested here, and another is tried once.
    /// </summary>
    static async Task VisitAsync(Func<Task<IBrowserContext>> open, string path, List<string> complaints, Func<IPage, Task>? act = null)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            await using var context = await open();
            var page = await context.NewPageAsync();
            try
            {
                var answer = await page.GotoAsync(path);
                if (act is not null && answer!.Status != 200) Assert.Fail($"{path}: {answer.Status} {await answer.TextAsync()}");
                if (act is not null) await act(page);
                await CheckAsync(page, path, complaints);
                return;
            }
            catch (TimeoutException) when (isFirst) { }
        }
    }

    static async Task CheckAsync(IPage page, string path, List<string> complaints)
    {
        var result = await page.RunAxe();
        complaints.AddRange(result.Violations.Select(violation =>
            $"{path}: {violation.Id}: {violation.Help}: {string.Join(" ", violation.Nodes.Select(node => node.Html))}"));
        if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth")) complaints.Add($"{path} is too wide");
    }

    static async Task<List<string>> PagesAsync(DoorsHouse house)
    {
        var sent = await house.OpenCampaignAsync(("reminders", null));
        await house.SignAsync(sent, 4, "PL", "name-withheld");
        await VerifyTests.DispatchAsync(house, sent);
        var proven = await house.LinkAsync(sent, "speaker4@example.org");
        var campaign = await house.OpenCampaignAsync(("minimumSignatures", "30"), ("statement.ar", "ندعو السلطات"), ("statement", "## Facts\n\n- one\n- two\n\n> quoted\n\n[link](https://example.org)"));
        await house.SignAsync(campaign, 1);
        await house.SignAsync(campaign, 2, "PL", "name-withheld");
        await house.SignAsync(campaign, 4, "FR"); // three names: the charts are drawn
        await house.SendAsync(await house.GetAsync($"/campaigns/{campaign.Id}"), DoorsHouse.Organisation(3));
        var signed = await house.LinkAsync(campaign, "speaker1@example.org");
        house.Time.Advance(TimeSpan.FromSeconds(3));
        return
        [
            $"/campaigns/{campaign.Id}", $"/campaigns/{campaign.Id}?text=ar&lang=ru", "/?lang=fr", $"/campaigns/{campaign.Id}/signatories",
            $"/campaigns/{campaign.Id}/check-mail", await house.LinkAsync(campaign, "speaker3@example.org"), await house.InvitationAsync(campaign, 1),
            signed, signed + "/receipt", signed + "/withdraw", "/sign/nothing", $"/campaigns/{sent.Id}", proven, "/verify?lang=ru",
        ];
    }
}
