using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Campaigns.Tests.Accounts;
using Campaigns.Tests.Drafting;

namespace Campaigns.Tests.Desk.Languages;

/// <summary>
/// A coordinator with a French or Russian browser opens every page there is, in the states that campaigns and drafts go through.
/// Sample words are of no language, so that whatever looks like English is ours.
/// </summary>
[Collection(DeskCollection.Name)]
public sealed class DeskLanguageTests
{
    const string Offices = "Min; Nom; NO; min@example.org; de; Xx,\nSpk; Parl; GE; spk@example.org; fr; Yy,";

    [Theory]
    [InlineData("fr")]
    [InlineData("ru")]
    public async Task Campaigns_are_read_in_the_coordinators_language_from_the_launch_to_the_end(string language)
    {
        await using var house = await DeskHouse.OpenAsync();
        var reader = await Reader.SignInAsync(house, language);
        await LaunchFormAsync(reader);
        await OpenAsync(house, reader);
        await TwoPeopleAsync(house, reader);
        await SentAsync(house, reader);
        await AtTheEdgesAsync(house, reader);
        await reader.LookAsync("/desk");
        reader.AssertNothingLeft();
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("ru")]
    public async Task Drafts_networks_and_the_account_are_read_in_the_coordinators_language(string language)
    {
        await using var house = await DeskHouse.OpenAsync();
        var reader = await Reader.SignInAsync(house, language);
        await DraftsAsync(house, reader);
        await NetworksAsync(reader);
        await AccountAsync(house, reader);
        reader.AssertNothingLeft();
    }

    static async Task LaunchFormAsync(Reader reader)
    {
        var form = await reader.LookAsync("/campaigns/new");
        await reader.LookAsync("/campaigns/new?template=S5");
        await reader.SendAsync(form, "/campaigns");
        await reader.SendAsync(form, "/campaigns", ("title", "Xx"), ("statement", "Xx"), ("window", "P2D"), ("closesAt", "2026-01-01T10:00"), ("addressees", "a; b"), ("invitations", "a; ZZ"), ("minimumSignatures", "x"), ("reminders", "x"), ("timeZone", "Mars"));
        var rehearsed = form.Document.QuerySelectorAll("main form input, main form textarea, main form select").Length > 0
            ? await reader.PostAsync("/campaigns/rehearsal", Fields(form, "/campaigns", ("language", reader.Language), ("title", "Xx"), ("statement", "Xx"), ("window", "P2D"), ("addressees", Offices), ("invitations", "Zz; NO; Zz; zz@example.org; fr"), ("reminders", "50%")))
            : form;
        Assert.Equal(200, rehearsed.Status);
    }

    static async Task OpenAsync(DeskHouse house, Reader reader)
    {
        var id = await house.LaunchAsync(Words(("addressees", Offices), ("minimumSignatures", "3"), ("minimumCountries", "2"), ("mustSign", "Zz; NO"), ("maximumObjections", "1"), ("whenMissed", "extend"), ("extendBy", "P1D"),
            ("vetting", "coordinator"), ("approval", "always"), ("rounds", "Rr; PT2H; "), ("followUps", "P14D"), ("grace", "PT15M"), ("embargoUntil", "2026-06-01T10:00")));
        await house.UntilStateAsync(id, "open");
        await reader.LookAsync($"/desk/{id}");
        var invited = await house.Mail.LinkAsync("kari@example.org", "/sign/");
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, invited), ("name", "Zz"))).Status);
        var desk = await reader.LookAsync($"/desk/{id}");
        await reader.SendAsync(desk, $"/desk/{id}/extend", ("closesAt", "2020-01-01T10:00"));
        await reader.SendAsync(desk, $"/desk/{id}/invite", ("invitations", "x"));
        await reader.SendAsync(desk, $"/desk/{id}/template", ("name", ""));
        Assert.Equal(303, (await reader.SendAsync(desk, $"/desk/{id}/webhook", ("address", "https://example.org/hook"))).Status);
        Assert.Equal(303, (await reader.SendAsync(desk, $"/desk/{id}/domains", ("holdDomains", "example.com"))).Status);
        Assert.Equal(303, (await reader.SendAsync(desk, $"/desk/{id}/extend", ("closesAt", "2026-03-03T10:00"))).Status);
        await reader.LookAsync($"/desk/{id}/phone");
        var bulk = await reader.LookAsync($"/desk/{id}/bulk");
        await reader.SendAsync(bulk, $"/desk/{id}/bulk");
        await reader.SendAsync(bulk, $"/desk/{id}/bulk", ("domain", "example.org"), ("act", "hold"));
        await reader.LookAsync($"/desk/{id}/letters/1");
        await reader.LookAsync($"/desk/{id}/updates");
        await reader.LookAsync($"/desk/{id}");
    }

    static async Task TwoPeopleAsync(DeskHouse house, Reader reader)
    {
        var id = await house.LaunchAsync(Words(("addressees", Offices), ("reminders", ""), ("approval", "always"), ("secondApproval", "yes"), ("coordinator", DeskHouse.Coordinator)));
        await house.UntilStateAsync(id, "open");
        Assert.Equal(303, (await reader.SendAsync(await reader.LookAsync($"/desk/{id}"), $"/desk/{id}/close")).Status);
        await house.UntilStateAsync(id, "approval");
        var page = await reader.LookAsync($"/desk/{id}");
        Assert.Equal(303, (await reader.SendAsync(page, $"/desk/{id}/ask")).Status);
        await reader.LookAsync($"/desk/{id}");
        var other = await Reader.SignInAsync(house, reader.Language, DeskHouse.OtherCoordinator);
        var theirs = await other.LookAsync($"/desk/{id}");
        await other.SendAsync(theirs, $"/desk/{id}/refuse");
        Assert.Equal(303, (await other.SendAsync(theirs, $"/desk/{id}/refuse", ("reason", "Xx"))).Status);
        Assert.Equal(409, (await other.SendAsync(theirs, $"/desk/{id}/approve")).Status);
        other.AssertNothingLeft();
    }

    static async Task SentAsync(DeskHouse house, Reader reader)
    {
        var id = await house.LaunchAsync(Words(("addressees", Offices), ("reminders", ""), ("approval", "automatic"), ("followUps", "P14D, P1M")));
        await house.UntilStateAsync(id, "open");
        await house.SignAsync(id, "signer@example.org", "Zz Zz");
        Assert.Equal(303, (await reader.SendAsync(await reader.LookAsync($"/desk/{id}"), $"/desk/{id}/close")).Status);
        await house.UntilStateAsync(id, "dispatched");
        await reader.LookAsync($"/desk/{id}");
        var letter = await reader.LookAsync($"/desk/{id}/letters/1");
        await reader.SendAsync(letter, $"/desk/{id}/letters/1/reply");
        Assert.Equal(303, (await reader.SendAsync(letter, $"/desk/{id}/letters/1/reply", ("kind", "answer"), ("received", "2026-03-02T09:00"), ("words", "Xx"))).Status);
        await reader.LookAsync($"/desk/{id}/letters/1");
        var updates = await reader.LookAsync($"/desk/{id}/updates");
        await reader.SendAsync(updates, null, ("step", "preview"), ("subject", "Xx"), ("text", "Xx"));
        await reader.LookAsync($"/desk/{id}");
    }

    static async Task AtTheEdgesAsync(DeskHouse house, Reader reader)
    {
        var later = await house.LaunchAsync(Words(("opensAt", "2026-04-01T10:00"), ("addressees", "")));
        await reader.LookAsync($"/desk/{later}");
        var cancelled = await reader.SendAsync(await reader.LookAsync($"/desk/{later}"), $"/desk/{later}/cancel", ("reason", "Xx"));
        Assert.Equal(303, cancelled.Status);
        await house.UntilStateAsync(later, "cancelled");
        await reader.LookAsync($"/desk/{later}");
        var endless = await house.LaunchAsync(Words(("window", "none"), ("addressees", Offices), ("target", "5"), ("signatories", "both"), ("reminders", "")));
        await house.UntilStateAsync(endless, "open");
        await reader.LookAsync($"/desk/{endless}");
        await reader.LookAsync("/desk/nobody");
        Assert.Equal(403, (await reader.LookAsync("/ops", english: true)).Status);
    }

    static async Task DraftsAsync(DeskHouse house, Reader reader)
    {
        await reader.LookAsync("/desk/drafts");
        var draft = await DraftOnTheDesk.BeginAsync(house, "Xx", "Xx\n\nYy", "Zz; zz@example.org; fr; Zz", "Ww; ww@example.org; ru");
        await draft.ActAsync("editors", ("editors", DeskHouse.Coordinator));
        Assert.Equal(200, (await reader.LookAsync(draft.Page)).Status);
        await draft.RoundAsync(TimeSpan.FromDays(2));
        await draft.ApproveAsync("zz@example.org");
        await draft.SaveAsync("Xx\n\nYy yy");
        await draft.SaveAsync("Xx", "fr");
        foreach (var page in new[] { "", "/edit", "/edit?text=uk", "/preview", "/preview?as=letter", "/changes?from=1&to=2" }) await reader.LookAsync(draft.Page + page);
        var page1 = await reader.LookAsync(draft.Page);
        foreach (var form in page1.Document.Forms.Select(form => form.GetAttribute("action")!).Where(action => action.StartsWith(draft.Page + "/", StringComparison.Ordinal) && action.Split('/')[^1] is "reviewers" or "round" or "editors" or "entitle" or "approved").Distinct().ToList())
            await reader.SendAsync(page1, form, ("reviewers", "x"), ("closesAt", "x"), ("editors", "x"), ("title", ""), ("name", ""));
        await draft.ActAsync("end");
        await draft.ActAsync("freeze");
        await reader.LookAsync(draft.Page);
        await reader.LookAsync($"/campaigns/new?draft={draft.Id}");
    }

    static async Task NetworksAsync(Reader reader)
    {
        var networks = await reader.LookAsync("/networks");
        await reader.SendAsync(networks, "/networks", ("name", ""));
        var made = await reader.SendAsync(networks, "/networks", ("name", "Nn"));
        var network = made.Location!;
        var empty = await reader.LookAsync(network);
        await reader.SendAsync(empty, $"{network}/organisation", ("organisation", ""), ("country", "ZZ"));
        await reader.SendAsync(empty, $"{network}/import", ("csv", "organisation,country\nZz,NO\n,XX\n"));
        await reader.SendAsync(empty, $"{network}/organisation", ("organisation", "Zz"), ("country", "NO"), ("representatives", "Zz; zz@example.org"));
        await reader.SendAsync(empty, $"{network}/person", ("name", "Pp"), ("email", "pp@example.org"), ("role", "reviewer"));
        await reader.SendAsync(empty, $"{network}/list", ("name", "Ll"));
        await reader.LookAsync(network);
        var offices = await reader.LookAsync($"{network}/offices");
        await reader.SendAsync(offices, $"{network}/offices/import", ("csv", "kind,office,body,country,email,language,salutation\nMinistry,Mm,Bb,NO,mm@example.org,fr,Xx\nQ,,,,x\n"));
        await reader.SendAsync(offices, $"{network}/offices/office", ("kind", "Ministry"), ("office", "Mm"), ("body", "Bb"), ("country", "NO"), ("email", "mm@example.org"), ("forms", "fr; Xx"));
        await reader.LookAsync($"{network}/offices");
        await reader.LookAsync($"/campaigns/new?directory={network.Split('/')[^1]}");
    }

    static async Task AccountAsync(DeskHouse house, Reader reader)
    {
        foreach (var page in new[] { "/signin", "/signin/sent", "/signin/zzzz" }) await reader.LookAsync(page, signedIn: false);
        await reader.LookAsync("/account");
        var factor = await reader.LookAsync("/account/factor");
        Assert.Equal(303, (await reader.SendAsync(factor, "/account/factor/begin")).Status);
        var scan = await reader.LookAsync("/account/factor");
        var telephone = new Telephone(house);
        telephone.Read(scan.Document.QuerySelector("code.secret")!.TextContent);
        await reader.SendAsync(scan, "/account/factor/confirm", ("code", "x"));
        Assert.Equal(200, (await reader.SendAsync(scan, "/account/factor/confirm", ("code", telephone.Code))).Status);
        await reader.LookAsync("/account/factor");
        await reader.LookAsync("/account");
    }

    /// <summary>Launch fields whose words are of no language.</summary>
    static (string, string?)[] Words(params (string, string?)[] more) =>
        [("title", "Xx Xx"), ("statement", "Xx xx."), ("language", "fr"), ("invitations", "Zz; NO; Zz; kari@example.org; fr\nYy; PL; Yy; jan@example.org; fr"), .. more];

    static Dictionary<string, string> Fields(Answer page, string action, params (string Field, string Value)[] typed)
    {
        var form = page.Document.Forms.Last(one => one.GetAttribute("action") == action);
        var fields = form.Elements.OfType<IHtmlInputElement>().Where(input => input.Name is { Length: > 0 } && (input.Type is not ("radio" or "checkbox") || input.IsChecked)).GroupBy(input => input.Name!).ToDictionary(one => one.Key, one => one.Last().Value);
        foreach (var (field, value) in typed) fields[field] = value;
        return fields;
    }
}
