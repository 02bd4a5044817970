using Campaigns.Tests.Desk;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Ways;

/// <summary>An operator skips a letter and cancels, and finds both in the audit trail.</summary>
[Collection(DeskCollection.Name)]
public sealed class AuditWayTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(true, 1280)]
    [InlineData(false, 390)]
    public async Task An_operator_acts_and_finds_it_in_a_trail_that_is_whole(bool scripts, int width)
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("title", $"Seen {width}"), ("opensAt", "2026-06-01T10:00Z"), ("window", "P2D"));
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"orchestration\":\"running\"", StringComparison.Ordinal));
        await using var walk = await Walk.BeginAsync(browser, house, "audit", scripts, width);
        await walk.GoAsync("/signin");
        await walk.TypeAsync("E-mail address", DeskHouse.Operator);
        await walk.PressAsync("Send me the link");
        await walk.FollowAsync(DeskHouse.Operator, "/signin/");
        await walk.PressAsync("Sign in");
        await walk.ClickAsync($"Seen {width}");
        await walk.UnfoldAsync("Begin its orchestration anew");
        await walk.UnfoldAsync("Skip one letter");
        await walk.UnfoldAsync("Cancel the campaign");
        await walk.LookAsync();
        await walk.TypeAsync("Number of the addressee", "1");
        await walk.Page.Locator("#skip input[name=reason]").FillAsync("the office does not exist any more");
        await walk.PressAsync("Skip one letter");
        await walk.ReadAsync("skipped letter 1");
        await walk.UnfoldAsync("Cancel the campaign");
        await walk.Page.Locator("#cancel input[name=reason]").FillAsync("he was let in");
        await walk.PressAsync("Cancel this campaign");
        await walk.ClickAsync("Audit trail of this campaign");
        await walk.ReadAsync("ops.cancel was done.");
        await walk.ReadAsync("the office does not exist any more");
        await walk.ClickAsync("Verify the chain");
        await walk.ReadAsync("The chain is whole");
    }
}
