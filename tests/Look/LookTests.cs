using System.Net.Http.Json;
using System.Text.Json;
using Campaigns.Mail;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Drafting;
using Campaigns.Tests.House;
using Campaigns.Tests.Letters;

namespace Campaigns.Tests.Look;

/// <summary>The pages of signatories and coordinators, and the mails, in the states in which people meet them.</summary>
[Collection(DeskCollection.Name)]
public sealed class LookTests(BrowserFixture browser, AzuriteFixture azurite)
{
    const string Statement = "On 3 May our colleague was refused entry to the country that he has monitored for twelve years.\n\n## What happened\n\n- He was held for nine hours.\n- No reason was given.\n\n> Monitoring is not a crime.\n\nWe ask the government to let him enter.";

    [Fact]
    public async Task What_signatories_see()
    {
        await using var house = await DeskHouse.OpenAsync();
        var open = await OpenAsync(house, "Let our colleague enter the country that he monitors");
        await SignAllAsync(house, open);
        var signed = await house.Mail.LinkAsync("first@example.org", "/sign/");
        var invited = await house.Mail.LinkAsync("kari@example.org", "/sign/");
        var unconfirmed = await AskAsync(house, open, "fifth@example.org");
        var sent = await house.LaunchAsync(("title", "Release Ana Example"), ("reminders", null));
        await house.UntilStateAsync(sent, "open");
        await house.SignAsync(sent, "sent@example.org", "House of Examples");
        Assert.Equal(200, (int)(await house.ScriptAsync($"/desk/{sent}/close", JsonContent.Create(new { reason = "now" }))).StatusCode);
        await house.UntilStateAsync(sent, "dispatched");

        await using var gallery = await Gallery.OpenAsync(browser, house);
        await gallery.VisitAsync("home", "/");
        await gallery.VisitAsync("campaign", $"/campaigns/{open}");
        await gallery.VisitAsync("campaign-ru", $"/campaigns/{open}?lang=ru");
        await gallery.SendAsync("campaign-errors", $"/campaigns/{open}", $"/campaigns/{open}/signatures");
        await gallery.VisitAsync("campaign-sent", $"/campaigns/{sent}");
        await gallery.VisitAsync("check-mail", $"/campaigns/{open}/check-mail");
        await gallery.VisitAsync("sign", unconfirmed);
        await gallery.VisitAsync("invited", invited);
        await gallery.VisitAsync("receipt", signed + "/receipt");
        await gallery.VisitAsync("withdraw", signed + "/withdraw");
        await gallery.VisitAsync("list", $"/campaigns/{open}/signatories");
        await gallery.VisitAsync("verify", "/verify");
        await gallery.VisitAsync("code", "/code");
        await gallery.VisitAsync("poster", $"/campaigns/{open}/poster");
        await gallery.VisitAsync("sheet", $"/campaigns/{open}/sheet");
        await gallery.VisitAsync("safe", "/safe");
        await gallery.VisitAsync("safe-ru", "/safe?lang=ru");
        await gallery.VisitAsync("none", "/campaigns/none");
        await gallery.VisitAsync("no-link", "/sign/none");
        await gallery.VisitAsync("signin", "/signin");
        Assert.Empty(gallery.Complaints);
    }

    [Fact]
    public async Task What_coordinators_see()
    {
        await using var house = await DeskHouse.OpenAsync();
        var open = await OpenAsync(house, "Let our colleague enter the country that he monitors");
        await SignAllAsync(house, open);
        var waits = await house.LaunchAsync(("title", "Release Ana Example"), ("reminders", null), ("approval", "always"), ("followUps", "P14D"));
        await house.UntilStateAsync(waits, "open");
        await house.SignAsync(waits, "sent@example.org", "House of Examples");
        Assert.Equal(200, (int)(await house.ScriptAsync($"/desk/{waits}/close", JsonContent.Create(new { reason = "now" }))).StatusCode);
        await house.UntilStateAsync(waits, "approval");
        var draft = await DraftOnTheDesk.BeginAsync(house, "Answers, now", "We ask for answers.\n\nWithin a month.", "Ana Example; ana.look@example.org; en");
        await draft.ActAsync("editors", ("editors", DeskHouse.Coordinator));
        await draft.RoundAsync(TimeSpan.FromDays(2));
        var network = JsonDocument.Parse(await (await house.ScriptAsync("/networks", JsonContent.Create(new { name = "Network of Examples" }))).Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetString();

        await using var gallery = await Gallery.OpenAsync(browser, house, await house.SignInAsync(DeskHouse.Coordinator));
        await gallery.VisitAsync("desk-list", "/desk");
        await gallery.VisitAsync("desk-open", $"/desk/{open}");
        await gallery.VisitAsync("desk-approval", $"/desk/{waits}");
        await gallery.VisitAsync("guide", "/desk/guide");
        await gallery.VisitAsync("launch", "/campaigns/new");
        await gallery.VisitAsync("launch-s1", "/campaigns/new?template=S1");
        await gallery.SendAsync("launch-errors", "/campaigns/new?template=S2", "/campaigns");
        await gallery.VisitAsync("drafts", "/desk/drafts");
        await gallery.VisitAsync("draft", draft.Page);
        await gallery.VisitAsync("draft-edit", draft.Page + "/edit");
        await gallery.VisitAsync("networks", "/networks");
        await gallery.VisitAsync("network", $"/networks/{network}");
        await gallery.VisitAsync("account", "/account");
        Assert.Equal(200, (int)(await house.ScriptAsync($"/desk/{waits}/approve", JsonContent.Create(new { }))).StatusCode);
        await house.UntilStateAsync(waits, "dispatched");
        await gallery.VisitAsync("desk-sent", $"/desk/{waits}");
        Assert.Empty(gallery.Complaints);
    }

    [Fact]
    public async Task What_comes_by_mail()
    {
        await using var office = await PostOffice.OpenAsync(azurite);
        await using var gallery = await Gallery.OpenAsync(browser);
        var seen = new HashSet<string>();
        foreach (var message in MessageWordsTests.Every("en").Where(one => seen.Add($"{one.GetType().Name}{(one as MessageToSignatory)?.Neutral}")))
        {
            await gallery.Page.SetContentAsync(await office.Get<MailHtml>().RenderAsync(MessageWords.Write(message)));
            await gallery.LookAsync($"mail-{message.GetType().Name}{(message is MessageToSignatory { Neutral: true } ? "-neutral" : "")}");
        }
        Assert.Empty(gallery.Complaints);
    }

    static async Task<string> OpenAsync(DeskHouse house, string title)
    {
        var id = await house.LaunchAsync(("title", title), ("statement", Statement), ("statement.fr", "Nous demandons au gouvernement de le laisser entrer."), ("reminders", null),
            ("minimumSignatures", "10"), ("minimumCountries", "5"), ("timeZone", "Europe/Warsaw"), ("maximumObjections", "1"));
        await house.UntilStateAsync(id, "open");
        return id;
    }

    static async Task SignAllAsync(DeskHouse house, string id)
    {
        foreach (var (email, organisation, publication) in new[]
        {
            ("first@example.org", "Helsinki Committee of Examples", "public"), ("second@example.org", "House of Human Examples", "public"),
            ("third@example.org", "Foundation for Samples", "name-withheld"), ("fourth@example.org", "Centre for Civil Examples and Open Samples", "addressee-only"),
        })
        {
            await house.SignAsync(id, email, organisation, publication);
            house.Time.Advance(TimeSpan.FromMinutes(11));
        }
    }

    /// <summary>Asks to sign; gives the link of the mail, not yet followed.</summary>
    static async Task<string> AskAsync(DeskHouse house, string id, string email)
    {
        var asked = await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}"), $"/campaigns/{id}/signatures",
            ("kind", "organisation"), ("organisation", "Committee of Examples"), ("country", "PL"), ("name", "Jan Example"), ("email", email), ("publication", "public"));
        Assert.Equal(303, asked.Status);
        return await house.Mail.LinkAsync(email, "/sign/");
    }
}
