using Campaigns.Drafting;
using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Campaigns.Tests.Drafting;

/// <summary>Two browsers and one draft, one of them without a connection: nothing is lost on either side.</summary>
[Collection(DeskCollection.Name)]
public sealed class DraftBrowserTests(DeskFixture fixture, BrowserFixture browser)
{
    [Fact]
    public async Task Two_browsers_edit_one_draft_and_one_of_them_is_offline_for_a_while()
    {
        var house = await fixture.GetAsync();
        var (draft, path) = await BeginAsync(house);
        await using var anas = await OpenAsync(house, DeskHouse.Coordinator);
        await using var oles = await OpenAsync(house, DeskHouse.OtherCoordinator);
        var (ana, ole) = (await anas.NewPageAsync(), await oles.NewPageAsync());
        await ana.GoAsync(path + "/edit");
        await ole.GoAsync(path + "/edit");

        // Ana's train is in a tunnel. She types, tries to save, and closes the page.
        await anas.SetOfflineAsync(true);
        await ana.GetByLabel("Text").FillAsync("We ask for her release.\n\nAna's paragraph.");
        await ana.GetByRole(AriaRole.Button, new() { Name = "Save as a version" }).ClickAsync();
        await Assertions.Expect(ana.Locator("#kept")).ToContainTextAsync("cannot be reached");
        Assert.Contains("/edit", ana.Url, StringComparison.Ordinal);
        var open = ana.Url;
        await ana.CloseAsync();

        // Ole saves meanwhile.
        await ole.GetByLabel("Text").FillAsync("We ask for her release.\n\nOle's paragraph.");
        await ole.GetByRole(AriaRole.Button, new() { Name = "Save as a version" }).FollowAsync();
        Assert.EndsWith(path + "?text=en", ole.Url, StringComparison.Ordinal);

        // A minute later she opens the tab again: her text is there, goes to the desk, and she is told of Ole's version.
        house.Time.Advance(TimeSpan.FromMinutes(1));
        await anas.SetOfflineAsync(false);
        var again = await anas.NewPageAsync();
        await again.GoAsync(open);
        Assert.Equal("We ask for her release.\n\nAna's paragraph.", await again.GetByLabel("Text").InputValueAsync());
        // By the page itself where the desk had heard of her text before, else by its script.
        await Assertions.Expect(again.Locator("main")).ToContainTextAsync($"saved by {DeskHouse.OtherCoordinator}");

        // She saves: both texts are shown; she puts them together.
        await again.GetByRole(AriaRole.Button, new() { Name = "Save as a version" }).FollowAsync();
        await Assertions.Expect(again.Locator("textarea[readonly]")).ToHaveValueAsync("We ask for her release.\n\nOle's paragraph.");
        Assert.Equal("We ask for her release.\n\nAna's paragraph.", await again.GetByLabel("Your text").InputValueAsync());
        await again.GetByLabel("Your text").FillAsync("We ask for her release.\n\nOle's paragraph.\n\nAna's paragraph.");
        await again.GetByRole(AriaRole.Button, new() { Name = "Save as a version" }).FollowAsync();
        Assert.EndsWith(path + "?text=en", again.Url, StringComparison.Ordinal);

        var store = house.Get<DraftStore>();
        var now = (await store.FindAsync(draft))!;
        Assert.Equal(["We ask for her release.\n\nOle's paragraph.\n\nAna's paragraph.", "We ask for her release.\n\nOle's paragraph.", "We ask for her release."],
            (await store.VersionsAsync(now, "en")).Select(version => version.Text));
        Assert.Empty(await store.CopiesAsync(now));
    }

    [Fact]
    public async Task What_is_typed_is_at_the_desk_without_any_button()
    {
        var house = await fixture.GetAsync();
        var (draft, path) = await BeginAsync(house);
        await using var context = await OpenAsync(house, DeskHouse.Coordinator);
        var page = await context.NewPageAsync();
        await page.GoAsync(path + "/edit");
        await page.GetByLabel("Text").FillAsync("Half a sentence");
        await Assertions.Expect(page.Locator("#kept")).ToContainTextAsync("Kept at the desk");
        await page.CloseAsync();

        var store = house.Get<DraftStore>();
        Assert.Equal("Half a sentence", Assert.Single(await store.CopiesAsync((await store.FindAsync(draft))!)).Text);
        var desk = await context.NewPageAsync(); // on any device
        await desk.GoAsync(path);
        await desk.GetByRole(AriaRole.Link, new() { Name = "Go on with it" }).FollowAsync();
        Assert.Equal("Half a sentence", await desk.GetByLabel("Text").InputValueAsync());
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Every_page_of_drafting_is_accessible_and_fits_the_screen(ColorScheme scheme, int width)
    {
        var house = await fixture.GetAsync();
        var (draft, path) = await BeginAsync(house);
        var link = await ReviewAsync(house, draft);
        await using var context = await OpenAsync(house, DeskHouse.Coordinator, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 }, BaseURL = house.Address.ToString() });
        var page = await context.NewPageAsync();
        var complaints = new List<string>();
        foreach (var each in new[] { "/desk/drafts", path, path + "/edit", path + "/preview?text=ar", path + "/changes", link, link + "?lang=ru", link + "?text=ar" })
        {
            await page.GoAsync(each);
            var axe = await page.RunAxe();
            complaints.AddRange(axe.Violations.Select(one => $"{each}: {one.Id}: {string.Join(" ", one.Nodes.Select(node => node.Html))}"));
            if (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth")) complaints.Add($"{each} is too wide");
            await Pictures.TakeAsync(page, $"{width}{each.Replace(path, "-draft", StringComparison.Ordinal).Replace(link, "-review", StringComparison.Ordinal).Replace('/', '-').Replace('?', '-')}");
        }
        Assert.Empty(complaints);
    }

    static async Task<(string Draft, string Path)> BeginAsync(DeskHouse house)
    {
        var draft = await house.Get<DraftDesk>().CreateAsync(new("Release her", "en", "UTC"), DeskHouse.Coordinator);
        var writer = house.Get<DraftWriter>();
        await writer.DecideAsync(draft.Id, new DraftCommand.SetEditors([DeskHouse.Coordinator, DeskHouse.OtherCoordinator]));
        await writer.DecideAsync(draft.Id, new DraftCommand.Save("en", "We ask for her release.", 0, DeskHouse.Coordinator));
        return (draft.Id, $"/desk/drafts/{draft.Id}");
    }

    static async Task<string> ReviewAsync(DeskHouse house, string draft)
    {
        var writer = house.Get<DraftWriter>();
        await writer.DecideAsync(draft, new DraftCommand.Save("en", "## Facts\n\nShe was arrested on 3 May.\n\n- one\n- two\n\nWe demand her release.", 1, DeskHouse.OtherCoordinator));
        await writer.DecideAsync(draft, new DraftCommand.Save("ar", "نطالب بالإفراج عنها.\n\nفوراً.", 0, DeskHouse.OtherCoordinator));
        await writer.DecideAsync(draft, new DraftCommand.AddReviewers([new(0, "Eva Example", $"eva.{draft}@example.org", "en"), new(0, "Ole Example", $"ole.{draft}@example.org", "en")]));
        await writer.DecideAsync(draft, new DraftCommand.OpenRound(house.Time.GetUtcNow().AddDays(3)));
        var room = house.Get<ReviewRoom>();
        var now = (await house.Get<DraftStore>().FindAsync(draft))!;
        await room.CommentAsync(now, 1, "", "en", 2, 2, "She was arrested on 3 May.", "Was it not the 4th?");
        await room.CommentAsync(now, 2, "", "en", 1, 1, "We ask for her release.", "Too weak");
        await writer.DecideAsync(draft, new DraftCommand.Judge(2, "", "en", 2, Approves: false, "Name the prison"));
        await writer.DecideAsync(draft, new DraftCommand.Judge(0, "Luc Example", "ar", 1, Approves: true, ""));
        return await house.Mail.LinkAsync($"eva.{draft}@example.org", "/sign/review/");
    }

    /// <summary>A browser of its own, signed in, with scripts.</summary>
    async Task<IBrowserContext> OpenAsync(DeskHouse house, string email, BrowserNewContextOptions? options = null)
    {
        var context = await browser.NewContextAsync(options ?? new() { BaseURL = house.Address.ToString() });
        await context.TakeOverAsync(await house.SignedInAsync(email), house);
        return context;
    }
}
