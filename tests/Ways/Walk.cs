using System.Text.RegularExpressions;
using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Campaigns.Tests.Ways;

/// <summary>
/// A person with a browser: clicks, types, follows the links of their mails. Every page on the way is checked (accessible, no wider than the
/// screen) and, if somebody wants <see cref="Pictures"/>, photographed.
/// </summary>
sealed class Walk : IAsyncDisposable
{
    readonly IBrowserContext context;
    readonly string name;
    readonly bool scripts;
    int pages;

    Walk(IBrowserContext context, IPage page, DeskHouse house, string name, bool scripts) =>
        (this.context, Page, House, this.name, this.scripts) = (context, page, house, name, scripts);

    public IPage Page { get; }
    public DeskHouse House { get; }

    /// <param name="scripts">Whether the browser runs scripts; axe needs them.</param>
    /// <param name="width">Of the screen, in pixels.</param>
    /// <param name="site">As the browser writes the house's address, where that matters.</param>
    /// <param name="language">For which the browser asks.</param>
    public static async Task<Walk> BeginAsync(BrowserFixture browser, DeskHouse house, string name, bool scripts, int width, string? site = null, string language = "en-US")
    {
        var context = await browser.NewContextAsync(new()
        {
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = width, Height = 844 },
            Locale = language,
            BaseURL = site ?? house.Address.ToString(),
        });
        return new(context, await context.NewPageAsync(), house, $"{name}-{width}", scripts);
    }

    public async Task GoAsync(string path)
    {
        await Page.GoAsync(path);
        await LookAsync();
    }

    /// <summary>Follows the newest link of this kind in the mail to somebody.</summary>
    public async Task FollowAsync(string to, string path) => await GoAsync(await House.Mail.LinkAsync(to, path));

    /// <summary>Goes on where somebody has signed in already.</summary>
    public Task TakeOverAsync(HttpClient signedIn) => context.TakeOverAsync(signedIn, House);

    /// <summary>The whole way of signing in: the address, the link of the mail, the button.</summary>
    public async Task SignInAsync(string email)
    {
        await GoAsync("/signin");
        await SignInHereAsync(email);
    }

    /// <summary>As <see cref="SignInAsync"/>, on the page that asks for the address already.</summary>
    public async Task SignInHereAsync(string email)
    {
        await TypeAsync("E-mail address", email);
        await GoAsync(await House.Mail.LinkAfterAsync(email, "/signin/", () => PressAsync("Send me the link"))); // not one of an earlier mail
        await PressAsync("Sign in");
    }

    public Task TypeAsync(string label, string text) => Field(label).FillAsync(text);

    /// <summary>By its label, whether it says that the field is optional or not.</summary>
    public ILocator Field(string label) => Page.GetByLabel(new Regex($@"^{Regex.Escape(label)}(\s*\(optional\))?$")).First;

    public Task ChooseAsync(string label) => Page.GetByLabel(label).CheckAsync();

    /// <summary>Unfolds what stands under these words.</summary>
    public Task UnfoldAsync(string words) => Page.Locator("summary", new() { HasText = words }).First.ClickAsync();

    public Task PressAsync(string button) => LeadsOnAsync(Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));

    /// <summary>The browser itself asks for what is missing, and stays.</summary>
    public async Task PressInVainAsync(string button)
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await LookAsync();
    }

    public Task ClickAsync(string link) => LeadsOnAsync(Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First);

    async Task LeadsOnAsync(ILocator there)
    {
        await there.FollowAsync();
        await LookAsync();
    }

    /// <summary>Waits, loading the page again as people do, until it shows the words.</summary>
    public async Task ReadAsync(string words)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            if ((await Page.InnerTextAsync("main")).Contains(words, StringComparison.OrdinalIgnoreCase)) { await LookAsync(); return; }
            await Task.Delay(100, TestContext.Current.CancellationToken);
            await Page.AgainAsync();
        }
        Assert.Fail($"\"{words}\" never stood on {Page.Url}:\n{await Page.InnerTextAsync("main")}");
    }

    /// <summary>Unfolds that part of the launch form, if it is folded.</summary>
    public async Task UnfoldLaunchAsync(string name)
    {
        if (await Page.Locator($"#fold-{name}[open]").CountAsync() == 0) await Page.Locator($"#fold-{name} > summary").ClickAsync();
    }

    /// <summary>Chooses the entry that begins with these words.</summary>
    public static async Task SelectAsync(ILocator list, string words)
    {
        var value = await list.Locator("option", new() { HasText = words }).First.GetAttributeAsync("value");
        await list.SelectOptionAsync(value!);
    }

    /// <summary>Looks at the page as it is now; every click does by itself.</summary>
    public async Task LookAsync()
    {
        var where = $"{name} {++pages} {new Uri(Page.Url).AbsolutePath}";
        await Pictures.TakeAsync(Page, $"{name}-{pages:00}");
        Assert.False(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), $"{where} is too wide");
        if (!scripts) return;
        var result = await Page.RunAxe();
        Assert.Empty(result.Violations.Select(one => $"{where}: {one.Id}: {one.Help}: {string.Join(" ", one.Nodes.Select(node => node.Html))}"));
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
