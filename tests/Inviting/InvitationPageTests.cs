using Campaigns.Invitations;
using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Campaigns.Tests.Inviting;

/// <summary>A coordinator sees in a real browser, without JavaScript, what became of the invitations, and whom to ring up.</summary>
[Collection(DeskCollection.Name)]
public sealed class InvitationPageTests(DeskFixture fixture, BrowserFixture browser)
{
    const string Lines = """
        Sample House; NO; Kari Example; kari@example.org; en; Ola Example <ola@example.org>; Europe/Oslo; +47 22 00 00 00
        Other House; PL; Jan Example; jan@example.org; en; ; ; 0048 22 000
        Third House; NP; ; third@example.org; en
        Fourth House; US; Ann Example; ann@example.org; en; office@example.org | second@example.org
        """;

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task The_desk_says_what_became_of_each_invitation_and_whom_to_ring_up(ColorScheme scheme, int width)
    {
        var house = await fixture.GetAsync();
        var id = await house.LaunchAsync(("invitations", Lines), ("reminders", "PT10H"), ("window", "P2D"));
        await house.UntilAsync($"/desk/{id}", text => text.Contains("\"sent\":4", StringComparison.Ordinal));
        foreach (var (number, told) in new[] { (1, "bounce"), (2, "delivered"), (3, "deferred") })
            await house.Get<InvitationDelivery>().TakeAsync(new(id, number, 0), BouncedInvitationTests.Event(told));
        await house.UntilAsync($"/desk/{id}", text => text.Contains("\"email\":\"ola@example.org\",\"state\":\"sent\"", StringComparison.Ordinal));

        var signedIn = await house.SignedInAsync(DeskHouse.Coordinator);
        await using var context = await browser.NewContextAsync(new() { JavaScriptEnabled = false, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 850 }, BaseURL = house.Address.ToString() });
        await context.TakeOverAsync(signedIn, house);
        var page = await context.NewPageAsync();

        await page.GoAsync($"/desk/{id}");
        var invitations = page.Locator("#invitations");
        await Assertions.Expect(invitations.Locator("tbody tr")).ToHaveCountAsync(4);
        await Assertions.Expect(invitations).ToContainTextAsync("kari@example.org Came back");
        await Assertions.Expect(invitations).ToContainTextAsync("if a mail comes back: office@example.org");
        await invitations.GetByRole(AriaRole.Link, new() { Name = "Delayed (1)" }).FollowAsync();
        await Assertions.Expect(invitations.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(invitations.Locator("tbody")).ToContainTextAsync("Third House");
        await invitations.GetByRole(AriaRole.Link, new() { Name = "All (4)" }).FollowAsync();
        await page.Locator("#reminder > summary").ClickAsync();
        await Assertions.Expect(page.Locator("#reminder")).ToContainTextAsync("It goes to 4 people, for: Sample House (4 Mar, 08:00 Oslo, UTC+01:00)");
        await page.Locator("#reminder details summary").ClickAsync();
        await Assertions.Expect(page.Locator("#reminder .mail")).ToContainTextAsync("/sign/…");
        await ShotAsync(page, "invitations", axe: false);

        await invitations.GetByRole(AriaRole.Link, new() { Name = "Whom to ring up" }).FollowAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Locator("a[href='tel:+4722000000']")).ToHaveCountAsync(1);
        await ShotAsync(page, "phone", axe: false);
        var csv = await (await house.LookAsync($"/desk/{id}/phone.csv")).Content.ReadAsStringAsync();
        Assert.Contains("Sample House,NO,Ola Example,ola@example.org,\"'+47 22 00 00 00\",", csv, StringComparison.Ordinal);

        await using var scripted = await browser.NewContextAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 850 }, BaseURL = house.Address.ToString() });
        await scripted.TakeOverAsync(signedIn, house);
        page = await scripted.NewPageAsync();
        foreach (var path in new[] { $"/desk/{id}", $"/desk/{id}/phone" })
        {
            await page.GoAsync(path);
            await ShotAsync(page, path.Split('/')[^1] == id ? "desk" : "phone-list", axe: true);
        }
    }

    static async Task ShotAsync(IPage page, string name, bool axe)
    {
        if (Environment.GetEnvironmentVariable("CAMPAIGNS_SHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{page.ViewportSize!.Width}.png"), FullPage = true });
        if (!axe) return;
        Assert.Empty((await page.RunAxe()).Violations.Select(violation => $"{name}: {violation.Id}: {violation.Help}: {string.Join(" ", violation.Nodes.Select(node => node.Html))}"));
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), $"{name} is too wide");
    }
}
