using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Microsoft.Playwright;

namespace Campaigns.Tests.Ways;

/// <summary>Somebody who hears the pages: by landmarks and headings, from field to field, told at once what is wrong.</summary>
[Collection(DeskCollection.Name)]
public sealed class ScreenReaderWayTests(BrowserFixture browser)
{
    const string Email = "anna.hears@example.org";

    [Fact]
    public async Task A_signature_is_given_by_ear()
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("signatories", "both"), ("reminders", ""), ("invitations", ""), ("window", "P2D"), ("minimumSignatures", "30"));
        await house.UntilStateAsync(id, "open");
        await house.SignAsync(id, "first@example.org", "Sample Committee");
        house.Time.Advance(TimeSpan.FromSeconds(3)); // counts are kept for two
        await using var walk = await Walk.BeginAsync(browser, house, "hears", scripts: true, 1280);
        var page = walk.Page;

        await walk.GoAsync($"/campaigns/{id}");
        await OrderAsync(page);
        var facts = page.GetByRole(AriaRole.Complementary, new() { Name = "Where this campaign stands" });
        Assert.Contains("1 organisation", await facts.InnerTextAsync(), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Radio, new() { Name = "on behalf of an organisation" }).CheckAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = "You sign" })).ToBeVisibleAsync();
        await Assertions.Expect(Box(page, "E-mail address")).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("never published", System.Text.RegularExpressions.RegexOptions.IgnoreCase));

        await page.Locator("#sign form").EvaluateAsync("form => form.noValidate = true"); // else the browser speaks first
        await Box(page, "E-mail address").FillAsync("nobody");
        await walk.PressAsync("Send me the link to confirm");
        await OrderAsync(page);
        Assert.StartsWith("Error:", await page.TitleAsync(), StringComparison.Ordinal);
        var summary = page.GetByRole(AriaRole.Alert);
        await Assertions.Expect(summary).ToBeFocusedAsync();
        foreach (var link in await summary.GetByRole(AriaRole.Link).AllAsync())
            Assert.True(await link.EvaluateAsync<bool>("link => document.querySelector(link.hash)?.matches('input, select, fieldset')"), await link.InnerTextAsync());
        await Assertions.Expect(Box(page, "E-mail address")).ToHaveAttributeAsync("aria-invalid", "true");
        await summary.GetByRole(AriaRole.Link, new() { Name = "E-mail address" }).ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await Box(page, "E-mail address").PressSequentiallyAsync(Email);
        await Box(page, "Organisation").FillAsync("House of Examples");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Country" }).SelectOptionAsync("PL");
        await Box(page, "Your name").FillAsync("Anna Example");
        await walk.PressAsync("Send me the link to confirm");
        await OrderAsync(page);

        await walk.FollowAsync(Email, "/sign/");
        await OrderAsync(page);
        Assert.Equal(1, await page.GetByRole(AriaRole.Button).CountAsync()); // nothing to confuse it with
        await walk.PressAsync("Sign the statement");
        await OrderAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Thank you, you have signed");
    }

    static ILocator Box(IPage page, string name) => page.GetByRole(AriaRole.Textbox, new() { Name = name, Exact = true });

    /// <summary>One of each landmark, one first heading, none that leaves out a level, every field with a name of its own.</summary>
    static async Task OrderAsync(IPage page)
    {
        foreach (var landmark in new[] { AriaRole.Banner, AriaRole.Main, AriaRole.Contentinfo }) Assert.Equal(1, await page.GetByRole(landmark).CountAsync());
        var heard = await page.Locator("body").AriaSnapshotAsync();
        var levels = await page.EvaluateAsync<int[]>("[...document.querySelectorAll('h1, h2, h3, h4')].map(heading => +heading.tagName[1])");
        Assert.True(levels.Count(level => level == 1) == 1 && levels.Zip(levels.Skip(1)).All(pair => pair.Second <= pair.First + 1), $"{page.Url}: headings {string.Join(' ', levels)}\n{heard}");
        foreach (var bare in new[] { "- textbox\n", "- combobox\n", "- radio\n", "- checkbox\n", "- button\n", "- link\n", "- group\n", "- navigation\n" })
            Assert.DoesNotContain(bare, heard, StringComparison.Ordinal);
    }
}
