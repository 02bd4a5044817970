using Campaigns.Tests.Desk;
using Campaigns.Tests.Drafting;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Ways;

/// <summary>A draft that opens by itself, and a campaign with rounds of letters on the way, as its coordinator, a reviewer and a signatory click through them.</summary>
[Collection(DeskCollection.Name)]
public sealed class OpeningWayTests(BrowserFixture browser)
{
    [Theory]
    [InlineData(true, 1280)]
    [InlineData(false, 390)]
    public async Task A_text_is_approved_and_opens_by_itself_and_its_letters_leave_in_rounds(bool scripts, int width)
    {
        await using var house = await DeskHouse.OpenAsync(); // its own: links to sign in are few
        await using var walk = await Walk.BeginAsync(browser, house, "opening", scripts, width);
        var draft = await DraftOnTheDesk.BeginAsync(house, "Answers, now", "We ask for answers.\n\nWithin a month.", "Ana Example; ana.way@example.org; en; House of Examples", "Luc Example; luc.way@example.org; fr; Maison des exemples");
        await draft.SaveAsync("Nous demandons des réponses.", "fr");
        await draft.ActAsync("editors", ("editors", DeskHouse.Coordinator));
        await draft.RoundAsync(TimeSpan.FromDays(2));
        await walk.SignInAsync(DeskHouse.Coordinator);

        await walk.GoAsync(draft.Page);
        await walk.ClickAsync("Let a campaign open by itself when this is approved");
        await walk.TypeAsync("Open for", "P3M");
        await walk.TypeAsync("Time zone", "Europe/Oslo");
        await walk.TypeAsync("Addressees", "Minister; Ministry; AT; minister.way@example.org; en; Dear Minister; ; Governments\nMission; Mission; AT; mission.way@example.org; en; Your Excellency");
        await walk.TypeAsync("Invitations", "Sample Committee; NO; Kari Example; kari.way@example.org; en");
        await walk.UnfoldLaunchAsync("rounds");
        await walk.TypeAsync("Rounds of letters before the close", "Before the summit; P1M; Governments\nAt the summit; P2M");
        await walk.PressAsync("Open by itself when the draft is approved");
        await walk.ReadAsync("Still to approve: Ana Example, Luc Example");

        await walk.FollowAsync("ana.way@example.org", "/sign/review/");
        await walk.ReadAsync("opens by itself with exactly this text");
        await walk.PressAsync("I approve this text");
        await walk.FollowAsync("luc.way@example.org", "/sign/review/"); // of a mail in French, to a browser that asks for English
        await walk.PressAsync("J’approuve ce texte");
        await walk.GoAsync(draft.Page);
        await walk.ClickAsync("to its desk");
        var desk = new Uri(walk.Page.Url).AbsolutePath;
        await walk.ReadAsync("Approved by House of Examples");

        var id = desk.Split('/')[^1];
        await house.UntilAsync(desk, said => said.Contains("\"state\":\"open\"", StringComparison.Ordinal));
        await SignAsync(house, "kari.way@example.org");
        await PassAsync(house, desk, TimeSpan.FromDays(32));
        await walk.SignInAsync(DeskHouse.Coordinator); // a session does not last a month
        await walk.GoAsync(desk);
        await walk.ReadAsync("Sent."); // the first round
        await walk.UnfoldAsync("Take a round out");
        await walk.Page.Locator("#round-skip select").SelectOptionAsync("2");
        await walk.PressAsync("Take it out");
        await walk.ReadAsync("Does not leave.");
        await walk.ClickAsync("Minister");
        await walk.ReadAsync("Sample Committee");
        await walk.GoAsync($"/campaigns/{id}?lang=fr");
        await walk.ReadAsync("a été approuvé par Maison des exemples");
        await walk.GoAsync(await house.Mail.LinkAsync("kari.way@example.org", "/sign/") + "/withdraw");
        await walk.ReadAsync("Letters that have left carry the name already");
        Assert.Single(house.Mail.All, mail => mail.To == "minister.way@example.org");
    }

    static async Task SignAsync(DeskHouse house, string email)
    {
        var page = await DeskHouse.GetAsync(house.Browser, await house.Mail.LinkAsync(email, "/sign/"));
        var action = page.Document.Forms.Select(form => form.GetAttribute("action")!).First(path => path.StartsWith("/sign/", StringComparison.Ordinal) && path.Split('/').Length == 3);
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, page, action, ("name", "Kari Example"), ("role", "chair"))).Status);
    }

    static async Task PassAsync(DeskHouse house, string desk, TimeSpan time)
    {
        house.Time.Advance(time);
        await house.UntilAsync(desk, said => said.Contains("\"name\":\"Before the summit\"", StringComparison.Ordinal) && !said.Contains("\"sentAt\":null,\"skippedAt\":null,\"organisations\":1", StringComparison.Ordinal)
            && said.Contains("\"state\":\"accepted\"", StringComparison.Ordinal));
    }
}
