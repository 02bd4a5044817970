using Campaigns.Tests.Desk;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Ways;

/// <summary>An update, from the box on the form to the button that ends them, with nothing but clicks.</summary>
[Collection(DeskCollection.Name)]
public sealed class UpdateWayTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(true, 1280)]
    [InlineData(false, 390)]
    public async Task Somebody_asks_for_updates_gets_one_that_the_coordinator_has_seen_and_ends_them(bool scripts, int width)
    {
        await using var house = await DeskHouse.OpenAsync(); // its own: links to sign in are few
        await using var walk = await Walk.BeginAsync(browser, house, $"updates-{scripts}", scripts, width);
        var id = await house.LaunchAsync(("title", "Let Mira travel"), ("statement.fr", "Laissez Mira voyager."), ("reminders", ""), ("invitations", ""), ("signatories", "individuals"), ("vetting", "none"), ("approval", "automatic"));
        await house.UntilStateAsync(id, "open");
        const string email = "ana@example.org";

        await walk.GoAsync($"/campaigns/{id}");
        await walk.Page.GetByLabel("Country").SelectOptionAsync("NO");
        await walk.TypeAsync("Your name", "Ana Example");
        await walk.TypeAsync("E-mail address", email);
        await walk.ChooseAsync("Send me updates on this campaign by mail");
        await walk.PressAsync("Send me the link to confirm");
        await walk.FollowAsync(email, "/sign/");
        await walk.PressAsync("Sign the statement");
        await walk.ReadAsync("You get updates on this campaign by mail.");

        await walk.GoAsync("/signin");
        await walk.TypeAsync("E-mail address", DeskHouse.Coordinator);
        await walk.PressAsync("Send me the link");
        await walk.FollowAsync(DeskHouse.Coordinator, "/signin/");
        await walk.PressAsync("Sign in");
        await walk.GoAsync($"/desk/{id}");
        await walk.ClickAsync("Write an update");
        await walk.TypeAsync("Subject in English", "Two ministers have answered");
        await walk.TypeAsync("Text in English", "The ministers of **Norway** and Georgia have answered.\n\n- Norway asks for her release.\n- Georgia wants to know more.");
        await walk.PressAsync("Show me the mails");
        await walk.ReadAsync("1 person gets this");
        await walk.PressAsync("Send it to 1 person");
        await walk.ReadAsync("1 mail sent.");

        await walk.FollowAsync(email, "/updates/");
        await walk.PressAsync("Send me no more updates");
        await walk.ReadAsync("No more updates on this campaign are sent to you.");
        await walk.GoAsync($"/desk/{id}/updates");
        await walk.ReadAsync("1 person wanted no further updates after it.");
    }
}
