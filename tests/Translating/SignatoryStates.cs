using Campaigns.Letters;
using Campaigns.Privacy;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.Doors;

namespace Campaigns.Tests.Translating;

/// <summary>The signatories' pages in the states that they can be in, as addresses to open; the campaigns behind them are made here.</summary>
static class SignatoryStates
{
    const string LongTitle = "Joint statement on the arrest of a colleague, on the search of three offices and on the Rechtsschutzversicherungsgesellschaftsgesetz that made both possible, to the participating States";

    const string LongText = "# Facts\n\n- one\n- two\n  - of three\n\n> quoted, with **weight** and a [link](https://example.org/a-path-that-goes-on-and-on-and-on-and-on-and-on-and-on)\n\n1. first\n2. second\n\n---\n\nhttps://example.org/Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

    /// <summary>Those of an open campaign, with every state of a signature and of an invitation.</summary>
    public static async Task<List<string>> OpenAsync(DoorsHouse house)
    {
        var campaign = await house.OpenCampaignAsync(("minimumSignatures", "30"), ("statement.ar", "# دعوها تدخل\n\nندعو السلطات إلى السماح لها بالدخول."), ("title.ar", "دعوها تدخل"));
        await house.SignAsync(campaign, 1);
        await house.SignAsync(campaign, 2, "PL", "name-withheld");
        await house.SignAsync(campaign, 4, "FR");
        foreach (var number in (int[])[3, 5, 6]) await house.SendAsync(await house.GetAsync($"/campaigns/{campaign.Id}"), DoorsHouse.Organisation(number));
        var (signed, pending) = (await house.LinkAsync(campaign, "speaker1@example.org"), await house.LinkAsync(campaign, "speaker3@example.org"));
        var (declined, left) = (await house.LinkAsync(campaign, "speaker5@example.org"), await house.LinkAsync(campaign, "speaker4@example.org"));
        await house.SendAsync(await house.GetAsync(declined + "/decline"));
        await house.SendAsync(await house.GetAsync(left + "/withdraw"));
        var invited = await house.InvitationAsync(campaign, 1);
        house.Time.Advance(TimeSpan.FromSeconds(3));
        return
        [
            "/", $"/campaigns/{campaign.Id}", $"/campaigns/{campaign.Id}?text=ar", $"/campaigns/{campaign.Id}/signatories", $"/campaigns/{campaign.Id}/check-mail",
            $"/campaigns/{campaign.Id}/embed", $"/campaigns/{campaign.Id}/poster", "/code", "/verify", pending, pending + "/decline", pending + "/erase", invited, invited + "/decline",
            signed, signed + "/receipt", signed + "/withdraw", signed + "/publication", signed + "/updates", signed + "/erase", declined, left, left + "/again", "/sign/nothing", "/campaigns/aaaaaaaaaaaaaaaa",
            $"/campaigns/{campaign.Id}/sheet", await UpdatesAsync(house, campaign, "speaker1@example.org"), "/updates/nothing",
        ];
    }

    /// <summary>Those of campaigns that wait, are over, cancelled, under embargo, or whose letters have left.</summary>
    public static async Task<List<string>> EndedAsync(DoorsHouse house)
    {
        var waiting = await house.LaunchAsync(("opensAt", "2026-03-20T12:00"), ("timeZone", "UTC"), ("signatories", "both"));
        var endless = await house.OpenCampaignAsync(("window", LaunchSchedule.NoDeadline), ("reminders", null), ("vetting", "coordinator"));
        var hidden = await house.OpenCampaignAsync(("embargoUntil", "2026-03-24T10:00"), ("timeZone", "UTC"));
        var invited = await house.InvitationAsync(hidden, 1);
        await house.SignAsync(endless, 7);
        var sent = await house.OpenCampaignAsync(("reminders", null));
        await house.SignAsync(sent, 4, "PL", "name-withheld");
        await house.SendAsync(await house.GetAsync($"/campaigns/{sent.Id}"), DoorsHouse.Organisation(6));
        await VerifyTests.DispatchAsync(house, sent);
        var (proven, late) = (await house.LinkAsync(sent, "speaker4@example.org"), await house.LinkAsync(sent, "speaker6@example.org"));
        return
        [
            "/", $"/campaigns/{waiting.Id}", $"/campaigns/{endless.Id}", await house.LinkAsync(endless, "speaker7@example.org"), $"/campaigns/{hidden.Id}", $"/campaigns/{hidden.Id}/signatories",
            invited, $"/campaigns/{sent.Id}", $"/campaigns/{sent.Id}/signatories", $"/campaigns/{sent.Id}/poster", $"/campaigns/{sent.Id}/embed", proven, proven + "/receipt", proven + "/withdraw", proven + "/erase", late,
        ];
    }

    /// <summary>Closed, cancelled, purged, and last one with words that are too long and names that run the other way.</summary>
    public static async Task<List<string>> EdgesAsync(DoorsHouse house)
    {
        var cancelled = await house.OpenCampaignAsync(("reminders", null));
        await house.Get<CampaignWriter>().DecideAsync(cancelled.Id, new DeskCommand.Cancel("He was let in."), "coordinator");
        var (closed, purged) = (await house.OpenCampaignAsync(("reminders", null)), await house.OpenCampaignAsync(("reminders", null)));
        await house.SignAsync(closed, 1);
        await house.SignAsync(purged, 2);
        var (kept, gone) = (await house.LinkAsync(closed, "speaker1@example.org"), await house.LinkAsync(purged, "speaker2@example.org"));
        await PurgeAsync(house, await VerifyTests.DispatchAsync(house, purged));
        await house.StepAsync<CloseCampaign>(closed);
        var endless = await house.OpenCampaignAsync(("title", LongTitle), ("statement", LongText), ("reminders", null), ("approvedBy", string.Join("; ", Enumerable.Repeat("Committee of examples", 12))));
        await SignAsync(house, endless, 1, new string('W', 90), "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh");
        await SignAsync(house, endless, 2, "مرصد حرية التعبير والصحافة المستقلة", "سلمى");
        await SignAsync(house, endless, 3, "Association for the freedom of everybody to say what they have to say, wherever they are, in all participating States", "Zoë");
        return
        [
            $"/campaigns/{cancelled.Id}", $"/campaigns/{closed.Id}", kept, $"/campaigns/{purged.Id}", $"/campaigns/{purged.Id}/signatories", $"/campaigns/{purged.Id}/purge", gone,
            $"/campaigns/{endless.Id}", $"/campaigns/{endless.Id}/signatories", $"/campaigns/{endless.Id}/poster", $"/campaigns/{endless.Id}/sheet", $"/campaigns/{endless.Id}/embed", await house.LinkAsync(endless, "speaker1@example.org"), "/",
        ];
    }

    static async Task<string> UpdatesAsync(DoorsHouse house, Campaign campaign, string email)
    {
        var key = await house.Get<KeyRing>().GetAsync(campaign.Id);
        return "/updates/" + SignTokens.ForUpdates(key, campaign.Id, SignatureBook.IdOf(key, email));
    }

    static async Task PurgeAsync(DoorsHouse house, Campaign campaign)
    {
        var letter = new LetterKey(campaign.Id, Plan.FirstRound, 1, 1);
        await house.Get<LetterLedger>().ClaimAsync(letter, default);
        await house.Get<LetterLedger>().MoveAsync(letter, LetterState.Accepted, null, null, default);
        await house.StepAsync<FinishDispatch>(campaign, Plan.FirstRound);
        await house.StepAsync<SendReport>(campaign);
        await house.Get<CampaignWriter>().DecideAsync(campaign.Id, new DeskCommand.Purge("finished"), "coordinator");
        await house.StepAsync<PurgeCampaign>(campaign);
        Assert.Equal(Phase.Archived, (await house.NowAsync(campaign)).Phase);
    }

    static async Task SignAsync(DoorsHouse house, Campaign campaign, int number, string organisation, string name)
    {
        Assert.Equal(303, (await house.SendAsync(await house.GetAsync($"/campaigns/{campaign.Id}"), [.. DoorsHouse.Organisation(number), ("organisation", organisation), ("name", name)])).Status);
        Assert.Equal(303, (await house.SendAsync(await house.GetAsync(await house.LinkAsync(campaign, $"speaker{number}@example.org")))).Status);
    }

    /// <summary>The address in a language.</summary>
    public static string In(string language, string path) => path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language;
}
