using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Campaigns.Tests.Scenarios;
using Microsoft.Playwright;

namespace Campaigns.Tests.Ways;

/// <summary>A signatory in a train: an old telephone without scripts, and a network that is slow where it is there at all.</summary>
[Collection(DeskCollection.Name)]
public sealed class SlowPhoneWayTests(BrowserFixture browser)
{
    const string Email = "anna.slow@example.org";
    const string Ask = "Send me the link to confirm";
    const string Sign = "Sign the statement";

    [Fact]
    public async Task One_signature_comes_of_it_and_a_clear_page()
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("signatories", "individuals"), ("reminders", ""), ("invitations", ""), ("window", "P2D"));
        await house.UntilStateAsync(id, "open");
        await using var walk = await Walk.BeginAsync(browser, house, "slow", scripts: false, 360);
        var phone = await SlowPhone.TakeAsync(walk.Page);

        await FillInAsync(walk, id);
        await phone.PressWithoutNetworkAsync(Ask);
        await walk.Page.BackAsync(); // still without: the page was kept, and what was typed in it
        await AllIsKeptAsync(walk);
        await phone.NetworkAsync(isThere: true);
        await phone.PressAndHearNothingAsync(Ask);
        await walk.Page.BackAsync();
        await AllIsKeptAsync(walk);
        await phone.PressTwiceAsync(Ask, "/check-mail");
        await walk.LookAsync();
        Assert.Equal("Now look into your mail", await HeadingAsync(walk));

        await walk.FollowAsync(Email, "/sign/");
        var link = walk.Page.Url;
        await Eventually.HoldsAsync("the typefaces are there", async () => await walk.Page.EvaluateAsync<string>("document.fonts.status") == "loaded");
        var button = await walk.Page.GetByRole(AriaRole.Button, new() { Name = Sign }).BoundingBoxAsync();
        Assert.InRange(button!.Y + button.Height, 0, 844); // without scrolling
        await phone.PressWithoutNetworkAsync(Sign);
        Assert.Equal(0, await CountAsync(house, id));
        await phone.NetworkAsync(isThere: true);
        await walk.GoAsync(link); // from the mail, which is nearer than the arrow
        await phone.PressAndHearNothingAsync(Sign);
        Assert.Equal(1, await CountAsync(house, id));
        await walk.Page.BackAsync(); // the person has not been told: one page back it says where to look
        Assert.Equal("Now look into your mail", await HeadingAsync(walk));
        await walk.GoAsync(link);
        Assert.Equal("You have signed", await HeadingAsync(walk));

        Assert.Equal(1, await CountAsync(house, id));
        Assert.Equal(1, house.Mail.CountTo(Email)); // the form came three times
    }

    /// <summary>Both presses arrive, and both are answered with the thanks.</summary>
    [Fact]
    public async Task Pressing_the_button_twice_signs_once()
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("signatories", "individuals"), ("reminders", ""), ("invitations", ""), ("window", "P2D"));
        await house.UntilStateAsync(id, "open");
        await using var walk = await Walk.BeginAsync(browser, house, "impatient", scripts: false, 360);
        var phone = await SlowPhone.TakeAsync(walk.Page);
        await FillInAsync(walk, id);
        await walk.PressAsync(Ask);
        await walk.FollowAsync(Email, "/sign/");
        await phone.PressTwiceAsync(Sign, "/receipt");
        await walk.LookAsync();
        Assert.Equal("Thank you, you have signed", await HeadingAsync(walk));
        Assert.Equal(1, await CountAsync(house, id));
    }

    static async Task FillInAsync(Walk walk, string id)
    {
        List<string> asked = [];
        walk.Page.Request += (_, request) => asked.Add(request.Url);
        await walk.GoAsync($"/campaigns/{id}");
        Assert.InRange(asked.Count, 1, 8); // each costs this telephone a moment
        await walk.TypeAsync("Your name", "Anna Example");
        await walk.Page.GetByLabel("Country").SelectOptionAsync("PL");
        await walk.TypeAsync("E-mail address", Email);
        await walk.ChooseAsync("Only those who receive the letter");
    }

    static async Task AllIsKeptAsync(Walk walk)
    {
        Assert.Equal("Anna Example", await walk.Field("Your name").InputValueAsync());
        Assert.Equal("PL", await walk.Page.GetByLabel("Country").InputValueAsync());
        Assert.Equal(Email, await walk.Field("E-mail address").InputValueAsync());
        Assert.True(await walk.Page.GetByLabel("Only those who receive the letter").IsCheckedAsync());
    }

    static Task<string> HeadingAsync(Walk walk) => walk.Page.InnerTextAsync("h1");

    static async Task<int> CountAsync(DeskHouse house, string id) =>
        (await house.Get<Signatures.SignatureBook>().CountNowAsync((await house.Get<CampaignStore>().FindAsync(id))!)).Signatures;
}
