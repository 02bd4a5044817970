using Campaigns.Tests.Desk;
using Campaigns.Tests.Drafting;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Ways;

/// <summary>Longer words on the same pages: nothing is cut or runs out of the screen where a coordinator reads French or Russian.</summary>
[Collection(DeskCollection.Name)]
public sealed class LanguageWayTests(BrowserFixture browser)
{
    const string Offices = "The Minister; Ministry of Examples; NO; minister.way@example.org; fr; Monsieur le Ministre,\nThe Speaker; Parliament; GE; speaker.way@example.org; ru; Господин Председатель!";

    [Theory]
    [InlineData("fr", 390)]
    [InlineData("fr", 1280)]
    [InlineData("ru", 390)]
    [InlineData("ru", 1280)]
    public async Task Pages_of_coordinators_have_room_for_other_languages(string language, int width)
    {
        await using var house = await DeskHouse.OpenAsync();
        await using var walk = await Walk.BeginAsync(browser, house, "language-" + language, scripts: true, width, language: language);
        await walk.GoAsync("/signin");
        await walk.TakeOverAsync(await house.SignInAsync(DeskHouse.Coordinator));
        await CampaignAsync(house, walk);
        await DraftAsync(house, walk);
        await NetworkAsync(walk);
        foreach (var page in new[] { "/desk", "/campaigns/new", "/account", "/account/factor" }) await LookAsync(walk, page);
    }

    static async Task CampaignAsync(DeskHouse house, Walk walk)
    {
        var id = await house.LaunchAsync(("addressees", Offices), ("minimumSignatures", "3"), ("mustSign", "Sample Committee; NO"), ("vetting", "coordinator"), ("approval", "always"), ("secondApproval", "yes"), ("whenMissed", "ask"), ("coordinator", DeskHouse.Coordinator));
        await house.UntilStateAsync(id, "open");
        await house.SignAsync(id, "signer.way@example.org", "House of Examples");
        foreach (var page in new[] { "", "/letters/1", "/bulk", "/updates", "/phone" }) await LookAsync(walk, $"/desk/{id}{page}");
    }

    static async Task DraftAsync(DeskHouse house, Walk walk)
    {
        var draft = await DraftOnTheDesk.BeginAsync(house, "Let him enter", "We ask.\n\nNow.", "Kari Example; kari.way@example.org; fr");
        await draft.ActAsync("editors", ("editors", DeskHouse.Coordinator));
        await draft.RoundAsync(TimeSpan.FromDays(2));
        foreach (var page in new[] { "", "/edit", "/preview" }) await LookAsync(walk, draft.Page + page);
    }

    static async Task NetworkAsync(Walk walk)
    {
        await walk.GoAsync("/networks");
        await walk.Page.Locator("[name=name]").FillAsync("Network of Examples");
        await walk.Page.Locator("main form button").Last.ClickAsync();
        await LookAsync(walk, new Uri(walk.Page.Url).AbsolutePath);
        await LookAsync(walk, new Uri(walk.Page.Url).AbsolutePath + "/offices");
    }

    /// <summary>With everything unfolded.</summary>
    static async Task LookAsync(Walk walk, string path)
    {
        await walk.GoAsync(path);
        await walk.Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        await walk.LookAsync();
    }
}
