using System.IO.Compression;
using Campaigns.Letters;
using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Microsoft.Playwright;

namespace Campaigns.Tests.Ways;

/// <summary>Letters to three offices, from the close to the evidence: one coordinator asks, another looks and approves, and what did not arrive is dealt with on the board.</summary>
[Collection(DeskCollection.Name)]
public sealed class SecondPersonWayTests(BrowserFixture browser)
{
    const string Minister = "minister.way@example.org", Speaker = "speaker.way@example.org", Court = "court.way@example.org";

    [Theory]
    [InlineData(true, 1280)]
    [InlineData(false, 390)]
    public async Task Two_coordinators_send_letters_and_the_first_follows_each_to_its_end(bool scripts, int width)
    {
        await using var house = await InboundTests.OpenAsync();
        foreach (var office in new[] { Speaker, Court }) house.Mail.Unheard[office] = true;
        var id = await LaunchAsync(house);
        await using var kari = await Walk.BeginAsync(browser, house, $"second-asks-{scripts}", scripts, width);
        await using var ole = await Walk.BeginAsync(browser, house, $"second-approves-{scripts}", scripts, width);

        await kari.GoAsync("/signin");
        await kari.SignInHereAsync(DeskHouse.Coordinator);
        await kari.GoAsync($"/desk/{id}");
        await kari.UnfoldAsync("Close now");
        await kari.PressAsync("Close the window now");
        await kari.ReadAsync("ask a second person to approve them");
        await kari.ClickAsync("look at the first");
        Assert.Contains("Dear Minister", await kari.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await kari.ClickAsync("Let him enter");
        await kari.PressAsync("Ask for approval");
        await kari.ReadAsync("Any one of these can approve: " + DeskHouse.OtherCoordinator);

        await ole.FollowAsync(DeskHouse.OtherCoordinator, "/desk/"); // leads to signing in, and back
        await ole.SignInHereAsync(DeskHouse.OtherCoordinator);
        Assert.Equal($"/desk/{id}", new Uri(ole.Page.Url).AbsolutePath);
        await ole.ReadAsync("Asked for by " + DeskHouse.Coordinator);
        await ole.ClickAsync("look at the first");
        await ole.ClickAsync("Let him enter");
        await ole.UnfoldAsync("Refuse, and say why");
        await ole.LookAsync();
        await ole.PressAsync("Approve and send the letters");
        await ole.ReadAsync("approved by " + DeskHouse.OtherCoordinator);

        await house.UntilStateAsync(id, "dispatched");
        await house.Get<LetterLedger>().MoveAsync(new(id, 1, 1, 1), LetterState.Delivered, null, null, default);
        await FollowAsync(kari, id);
        await ReplyAsync(kari, id);
        await DownloadAsync(kari);
    }

    static async Task<string> LaunchAsync(DeskHouse house)
    {
        var offices = $"The Minister; Ministry of Examples; NO; {Minister}; en; Dear Minister,\nThe Speaker; Parliament; GE; {Speaker}; en; Dear Speaker,\nThe Court; Supreme Court; AM; {Court}; en; Your Honour,";
        var id = await house.LaunchAsync(("addressees", offices), ("reminders", ""), ("approval", "always"), ("secondApproval", "yes"), ("coordinator", DeskHouse.Coordinator));
        await house.UntilStateAsync(id, "open");
        var page = await DeskHouse.GetAsync(house.Browser, await house.Mail.LinkAsync("kari@example.org", "/sign/"));
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, page)).Status);
        return id;
    }

    /// <summary>One letter arrived; of two nobody knows: one goes to another address, one is taken there by hand. Then reminders are set.</summary>
    static async Task FollowAsync(Walk walk, string id)
    {
        await walk.GoAsync($"/desk/{id}");
        await walk.ReadAsync("2 letters did not arrive, or may not have");
        await walk.UnfoldAsync("Send a letter again");
        await walk.UnfoldAsync("Send a letter to another address");
        await walk.UnfoldAsync("Mark a letter as handed over");
        await walk.UnfoldAsync("Remind offices");
        await walk.LookAsync();

        var form = walk.Page.Locator("#readdress");
        await Walk.SelectAsync(form.GetByLabel("Which letter"), "The Speaker");
        await form.GetByLabel("Other address").FillAsync("other.speaker@example.org");
        await form.GetByLabel("Reason").FillAsync("They gave another address by telephone.");
        await walk.PressAsync("Send it there");
        Assert.Equal(1, walk.House.Mail.CountTo("other.speaker@example.org"));

        form = walk.Page.Locator("#hand-over");
        await walk.UnfoldAsync("Mark a letter as handed over");
        await Walk.SelectAsync(form.GetByLabel("Which letter"), "The Court");
        await form.GetByLabel("in person").CheckAsync();
        await form.GetByLabel("Note").FillAsync("Given to the registrar.");
        await walk.PressAsync("It was handed over");
        await walk.ReadAsync("Handed over: in person");
        Assert.DoesNotContain("did not arrive, or may not", await walk.Page.InnerTextAsync("main"), StringComparison.Ordinal);

        await walk.UnfoldAsync("Remind offices");
        await walk.TypeAsync("When", "tomorrow");
        await walk.PressAsync("Set these times"); // said beside the field
        Assert.Equal("tomorrow", await walk.Field("When").InputValueAsync());
        await walk.TypeAsync("When", walk.House.Time.GetUtcNow().AddDays(14).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        await walk.PressAsync("Set these times");
        await walk.ReadAsync("Reminder 1 to the offices that have not answered");
    }

    /// <summary>The office answers by mail, and the coordinator forwards it.</summary>
    static async Task ReplyAsync(Walk walk, string id)
    {
        await walk.GoAsync($"/desk/{id}/letters/1");
        var address = (await InboundTests.LetterAsync(walk.House, id, 1))["replyTo"]!.GetValue<string>();
        Assert.Contains(address, await walk.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Equal(200, await InboundTests.PostAsync(walk.House, InboundTests.Mail(address, "We have read your letter with attention.\n\nThe case is being looked at.", ("answer of the minister.pdf", new byte[40_000]))));
        await walk.GoAsync($"/desk/{id}");
        await walk.ClickAsync("1 reply came by mail and waits to be looked at");
        await walk.ReadAsync("The case is being looked at.");
        await walk.PressAsync("It is their answer");
        await walk.GoAsync($"/desk/{id}");
        await walk.ReadAsync("1 has answered");
    }

    static async Task DownloadAsync(Walk walk)
    {
        var download = await walk.Page.RunAndWaitForDownloadAsync(() => walk.Page.GetByRole(AriaRole.Link, new() { Name = "Download the evidence" }).ClickAsync());
        await using var file = File.OpenRead(await download.PathAsync());
        using var zip = new ZipArchive(file);
        Assert.Equal(3, zip.Entries.Count(entry => entry.Name == "letter.pdf"));
    }
}
