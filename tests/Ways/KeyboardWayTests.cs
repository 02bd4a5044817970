using System.Net.Http.Json;
using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Microsoft.Playwright;

namespace Campaigns.Tests.Ways;

/// <summary>People without a mouse: an operator mends two troubles, a person signs, a coordinator launches and lets the letters go.</summary>
[Collection(DeskCollection.Name)]
public sealed class KeyboardWayTests(BrowserFixture browser)
{
    const string Office = "minister.keys@example.org";

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task An_operator_resumes_a_campaign_that_is_overdue(int width)
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("title", "Held up"), ("opensAt", "2026-05-01T10:00Z"), ("window", "P2D"));
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"orchestration\":\"running\"", StringComparison.Ordinal));
        Assert.True((await house.ScriptAsync($"/ops/{id}/suspend", JsonContent.Create(new { reason = "to see" }))).IsSuccessStatusCode);
        house.Time.SetUtcNow(new DateTimeOffset(2026, 5, 1, 10, 0, 0, TimeSpan.Zero));
        for (var seconds = 0; seconds < 60; seconds += 20) await house.WatchAsync();
        await house.UntilAsync("/ops", text => text.Contains("\"kind\":\"suspended\"", StringComparison.Ordinal));
        await using var walk = await Walk.BeginAsync(browser, house, "keys-resume", scripts: true, width);
        var keys = new Keys(walk);

        await SignInAsync(keys, house, DeskHouse.Operator);
        await keys.GoAsync("/ops?still=yes");
        await keys.SkipAsync();
        Assert.Contains("Held up", await keys.AroundAsync());
        await keys.PressAsync("Held up");
        Assert.Contains("Suspended: the opening is due", await walk.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await keys.TypeAsync("Reason", "The reason for it is gone");
        await keys.PressAsync("Resume", " ");
        await house.UntilStateAsync(id, "open");
        await house.WatchAsync();
        await house.UntilAsync("/ops", text => text.Contains("\"mended\":[{", StringComparison.Ordinal));
        await keys.PressAsync("Operations");
        Assert.Contains("Mended in the last seven days", await walk.Page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task An_operator_decides_about_a_letter_of_which_nobody_knows_whether_it_left(int width)
    {
        await using var house = await DeskHouse.OpenAsync();
        house.Mail.Unheard[Office] = true;
        var id = await house.LaunchAsync(("title", "Did it leave"), ("addressees", $"Minister; Ministry of Examples; NO; {Office}; en; Dear Minister"), ("reminders", ""), ("invitations", ""), ("approval", "automatic"));
        await house.UntilStateAsync(id, "open");
        Assert.True((await house.ScriptAsync($"/desk/{id}/close", JsonContent.Create(new { }))).IsSuccessStatusCode);
        await house.UntilStateAsync(id, "dispatched");
        await house.WatchAsync();
        await house.UntilAsync("/ops", text => text.Contains("\"kind\":\"letters\"", StringComparison.Ordinal));
        await using var walk = await Walk.BeginAsync(browser, house, "keys-letter", scripts: true, width);
        var keys = new Keys(walk);

        await SignInAsync(keys, house, DeskHouse.Operator);
        await keys.PressAsync("Did it leave");
        await keys.TypeAsync("Reason", "The office has it; they wrote back");
        await keys.PressAsync("Leave these letters");
        await house.WatchAsync();
        await house.UntilAsync("/ops", text => text.Contains("\"mended\":[{", StringComparison.Ordinal));
        await keys.PressAsync("All of its history");
        await keys.PressHereAsync("Show", "ArrowDown"); // the list; the button beside it has the same name
        await keys.PressAsync("Show");
        Assert.Contains("kind=activity", walk.Page.Url, StringComparison.Ordinal);
        Assert.Single(house.Mail.All, mail => mail.To == Office);
    }

    [Theory]
    [InlineData(ForcedColors.None)]
    [InlineData(ForcedColors.Active)] // a system of few colours draws no shadows
    public async Task A_person_signs(ForcedColors colours)
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("signatories", "both"), ("reminders", ""), ("invitations", ""), ("window", "P2D"));
        await house.UntilStateAsync(id, "open");
        await using var walk = await Walk.BeginAsync(browser, house, "keys-sign", scripts: true, 390);
        await walk.Page.EmulateMediaAsync(new() { ForcedColors = colours });
        var keys = new Keys(walk);

        await keys.GoAsync($"/campaigns/{id}");
        await keys.SkipAsync();
        await keys.PressHereAsync("on behalf of an organisation", "ArrowDown"); // the arrows choose, as everywhere
        await keys.TypeAsync("Country", "Pol");
        await keys.TypeAsync("Your name", "Anna Example");
        await keys.TypeAsync("E-mail address", "anna.keys@example.org");
        await keys.PressAsync("Send me the link to confirm");
        Assert.EndsWith("/check-mail", walk.Page.Url, StringComparison.Ordinal);
        await keys.GoAsync(await house.Mail.LinkAsync("anna.keys@example.org", "/sign/"));
        await keys.PressAsync("Sign the statement", " ");
        Assert.Contains("Thank you, you have signed", await walk.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains("Withdraw this signature", await keys.AroundAsync());
    }

    [Fact]
    public async Task A_coordinator_launches_closes_and_lets_the_letters_go()
    {
        await using var house = await DeskHouse.OpenAsync();
        await using var walk = await Walk.BeginAsync(browser, house, "keys-launch", scripts: true, 1280);
        var keys = new Keys(walk);

        await SignInAsync(keys, house, DeskHouse.Coordinator);
        await keys.PressAsync("New campaign");
        await keys.PressHereAsync("Begin with a template or a list", "Enter");
        await keys.TypeAsync("Kind of campaign", "Joint"); // a template by which they are approved first
        await keys.PressAsync("Fill in the form");
        await keys.TypeAsync("Title", "With ten fingers");
        await keys.TypeAsync("Statement", "We ask for answers.");
        await keys.TypeAsync("Addressees", $"Minister; Ministry of Examples; NO; {Office}; en; Dear Minister");
        await keys.PressAsync("Launch the campaign");
        var desk = new Uri(walk.Page.Url).AbsolutePath;
        await house.UntilStateAsync(desk.Split('/')[^1], "open");

        await keys.GoAsync(desk);
        await keys.PressHereAsync("Close now", "Enter");
        await keys.PressAsync("Close the window now", " ");
        await walk.ReadAsync("Approve the letters");
        await keys.GoAsync(desk);
        await keys.PressAsync("Approve and send the letters");
        await walk.ReadAsync("Letters sent");
        Assert.Single(house.Mail.All, mail => mail.To == Office);
    }

    static async Task SignInAsync(Keys keys, DeskHouse house, string email)
    {
        await keys.GoAsync("/signin");
        await keys.TypeAsync("E-mail address", email);
        await keys.GoAsync(await house.Mail.LinkAfterAsync(email, "/signin/", () => keys.PressAsync("Send me the link")));
        await keys.PressAsync("Sign in");
    }
}
