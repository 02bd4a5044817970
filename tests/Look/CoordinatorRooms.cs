using System.Net.Http.Json;
using System.Text.Json;
using Campaigns.Privacy;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Drafting;

namespace Campaigns.Tests.Look;

/// <summary>What a coordinator can have on the desk, beside a busy house: a campaign with everything, one without a deadline, one purged, drafts, a network.</summary>
/// <param name="Paths">To begin with; links lead to the rest.</param>
/// <param name="Open">The campaign with everything.</param>
/// <param name="Sent">The one whose letters have left.</param>
/// <param name="Review">Of the link in a reviewer's mail.</param>
sealed record CoordinatorRooms(IReadOnlyList<string> Paths, string Open, string Sent, string Network, string Review)
{
    const string Statement = "On 3 May our colleague was refused entry to the country that he has monitored for twelve years.\n\n## What happened\n\n- He was held for nine hours.\n- No reason was given.\n\n> Monitoring is not a crime.\n\nWe ask the government to let him enter.";
    const string Offices = "The Minister; Ministry of Foreign Affairs; NO; minister.look@example.org; en; Dear Minister,\nLe Président; Assemblée des exemples; FR; president.look@example.org; fr; Monsieur le Président,";

    public static async Task<CoordinatorRooms> FillAsync(DeskHouse house, IReadOnlyDictionary<string, string> campaigns)
    {
        await PostAsync(house, $"/desk/{campaigns["letters"]}/letters/2/reply", new { kind = "answer", received = "2026-03-02T09:00", words = "The Speaker has put it on the agenda." });
        var (open, endless, purged) = (await OpenAsync(house), await EndlessAsync(house), await PurgedAsync(house));
        var (draft, frozen) = (await DraftAsync(house, "Answers, now", "ana.look@example.org"), await DraftAsync(house, "Let them work", "eva.look@example.org"));
        await draft.RoundAsync(TimeSpan.FromDays(2));
        await draft.ObjectAsync("ana.look@example.org", "The date is wrong: it was the 4th.");
        await draft.SaveAsync("We ask for answers.\n\nWithin two months, and in writing.");
        await draft.SaveAsync("Nous demandons des réponses.", "fr");
        await frozen.ActAsync("freeze");
        var network = await NetworkAsync(house);
        return new(
        [
            "/desk", "/desk/guide", .. campaigns.Values.Append(open).Append(endless).Append(purged).Select(id => $"/desk/{id}"), "/desk/nobody",
            .. new[] { "letters/1", "bulk", "updates", "phone" }.Select(page => $"/desk/{open}/{page}"), $"/desk/{campaigns["letters"]}/letters/1", $"/desk/{campaigns["letters"]}/letters/2", $"/desk/{campaigns["letters"]}/updates",
            "/campaigns/new", "/campaigns/new?template=S1", "/campaigns/new?template=S6", $"/campaigns/new?directory={network}", $"/campaigns/new?draft={frozen.Id}",
            "/desk/drafts", draft.Page, draft.Page + "/edit", draft.Page + "/edit?text=uk", draft.Page + "/preview", draft.Page + "/preview?as=letter", draft.Page + "/changes?from=1&to=2", frozen.Page,
            "/networks", $"/networks/{network}", $"/networks/{network}/offices", "/account", "/account/factor", "/ops",
        ], open, campaigns["letters"], network, await house.Mail.LinkAsync("ana.look@example.org", "/sign/review/"));
    }

    static async Task<string> OpenAsync(DeskHouse house)
    {
        var id = await house.LaunchAsync(("title", "Let our colleague enter the country that he monitors"), ("statement", Statement), ("statement.fr", "Nous demandons au gouvernement de le laisser entrer."), ("addressees", Offices), ("window", "P9D"),
            ("minimumSignatures", "10"), ("minimumCountries", "5"), ("mustSign", "Sample Committee; NO"), ("maximumObjections", "1"), ("whenMissed", "extend"), ("extendBy", "P1D"), ("vetting", "coordinator"),
            ("approval", "always"), ("rounds", "Before the summit; P2D; "), ("followUps", "P14D"), ("grace", "PT15M"), ("timeZone", "Europe/Warsaw"), ("signatories", "both"));
        await house.UntilStateAsync(id, "open");
        foreach (var (email, organisation, publication) in new[]
        {
            ("first.look@example.org", "Helsinki Committee of Examples", "public"), ("second.look@example.org", "House of Human Examples", "name-withheld"),
            ("third.look@example.org", "Association for the freedom of everybody to say what they have to say, wherever they are", "addressee-only"),
        })
        {
            await house.SignAsync(id, email, organisation, publication);
            house.Time.Advance(TimeSpan.FromMinutes(11));
        }
        return id;
    }

    static async Task<string> EndlessAsync(DeskHouse house)
    {
        var id = await house.LaunchAsync(("title", "An open letter without a deadline"), ("window", "none"), ("target", "5"), ("signatories", "both"), ("reminders", ""));
        await house.UntilStateAsync(id, "open");
        return id;
    }

    static async Task<string> PurgedAsync(DeskHouse house)
    {
        var id = await house.LaunchAsync(("title", "Sent, answered and forgotten"), ("reminders", ""), ("window", "P2D"));
        await house.UntilStateAsync(id, "open");
        await PostAsync(house, $"/desk/{id}/close", new { reason = "now" });
        await house.UntilStateAsync(id, "dispatched");
        await PostAsync(house, $"/desk/{id}/purge", new { why = PurgeRecord.Reasons[0], confirm = "yes" });
        await house.UntilStateAsync(id, "archived");
        return id;
    }

    static async Task<DraftOnTheDesk> DraftAsync(DeskHouse house, string title, string reviewer)
    {
        var draft = await DraftOnTheDesk.BeginAsync(house, title, "We ask for answers.\n\nWithin a month.", $"Ana Example; {reviewer}; en; House of Examples", $"Luc Example; luc.{reviewer}; fr");
        await draft.ActAsync("editors", ("editors", DeskHouse.Coordinator));
        return draft;
    }

    static async Task<string> NetworkAsync(DeskHouse house)
    {
        using var made = JsonDocument.Parse(await (await PostAsync(house, "/networks", new { name = "Network of Examples" })).Content.ReadAsStringAsync());
        var network = made.RootElement.GetProperty("id").GetString()!;
        await PostAsync(house, $"/networks/{network}/organisation", new { organisation = "Helsinki Committee of Examples", country = "NO", representatives = "Kari Example; kari.look@example.org" });
        await PostAsync(house, $"/networks/{network}/person", new { name = "Pia Example", email = "pia.look@example.org", role = "reviewer" });
        await PostAsync(house, $"/networks/{network}/list", new { name = "Steering group" });
        await PostAsync(house, $"/networks/{network}/offices/preset", new { preset = "eu-institutions" });
        return network;
    }

    static async Task<HttpResponseMessage> PostAsync(DeskHouse house, string path, object fields)
    {
        var answer = await house.ScriptAsync(path, JsonContent.Create(fields));
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }
}
