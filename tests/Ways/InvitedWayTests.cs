using Campaigns.Tests.Desk;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Ways;

/// <summary>What an invited person does with the link of their mail.</summary>
[Collection(DeskCollection.Name)]
public sealed class InvitedWayTests(DeskFixture fixture, BrowserFixture browser)
{
    [Theory]
    [InlineData(true, 390)]
    [InlineData(false, 390)]
    [InlineData(true, 1280)]
    public async Task An_invited_person_declines_signs_after_all_hides_the_name_withdraws_and_signs_again(bool scripts, int width)
    {
        var house = await fixture.GetAsync();
        var email = $"eva.{width}.{scripts}@example.org";
        var campaign = await house.LaunchAsync(("reminders", ""), ("signatories", "organisations"), ("vetting", "none"), ("invitations", $"Sample Committee; NO; Eva Example; {email}; en"));
        await using var walk = await Walk.BeginAsync(browser, house, $"invited-{scripts}", scripts, width);

        await walk.FollowAsync(email, "/sign/");
        await walk.ClickAsync("We will not sign this statement");
        await walk.PressAsync("Decline");
        Assert.Null(await OnListAsync(house, campaign));

        await walk.FollowAsync(email, "/sign/");
        await walk.ClickAsync("Sign after all");
        await walk.TypeAsync("Your name", "");
        await walk.TypeAsync("Your role", "Chair");
        await walk.Field("Your name").EvaluateAsync("field => field.removeAttribute('required')");
        await walk.PressAsync("Sign the statement"); // the name is missing: said beside the field, and the role still stands there
        Assert.Equal("Chair", await walk.Field("Your role").InputValueAsync());
        await walk.TypeAsync("Your name", "Eva Example");
        await walk.PressAsync("Sign the statement");
        await walk.ReadAsync("Thank you, you have signed");
        Assert.Equal("Sample Committee", await OnListAsync(house, campaign));

        await walk.ClickAsync("Change who may see the name");
        await walk.ChooseAsync("Nobody");
        await walk.PressAsync("Save the choice");
        Assert.Equal("Name withheld", await OnListAsync(house, campaign));

        await walk.FollowAsync(email, "/sign/");
        await walk.ClickAsync("Withdraw this signature");
        await walk.PressAsync("Withdraw");
        Assert.Null(await OnListAsync(house, campaign));
        await walk.FollowAsync(email, "/sign/");
        await walk.ClickAsync("Sign after all");
        await walk.PressAsync("Sign the statement");
        Assert.Equal("Name withheld", await OnListAsync(house, campaign));
        Assert.Empty(await walk.Page.Context.CookiesAsync());
    }

    /// <summary>What the public list says of the organisation that was invited; null when it does not stand there.</summary>
    static async Task<string?> OnListAsync(DeskHouse house, string campaign)
    {
        house.Time.Advance(TimeSpan.FromSeconds(3)); // the list may be so old
        var page = await DeskHouse.GetAsync(house.Browser, $"/campaigns/{campaign}/signatories");
        return new[] { "Sample Committee", "Name withheld" }.FirstOrDefault(words => page.Text.Contains(words, StringComparison.Ordinal));
    }
}
