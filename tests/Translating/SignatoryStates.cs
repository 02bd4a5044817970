using Campaigns.Signatures;
using Campaigns.Tests.Doors;

namespace Campaigns.Tests.Translating;

/// <summary>The signatories' pages in the states that they can be in, as addresses to open; the campaigns behind them are made here.</summary>
static class SignatoryStates
{
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
            signed, signed + "/receipt", signed + "/withdraw", signed + "/publication", signed + "/erase", declined, left, "/sign/nothing", "/campaigns/aaaaaaaaaaaaaaaa",
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

    /// <summary>The address in a language.</summary>
    public static string In(string language, string path) => path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=" + language;
}
