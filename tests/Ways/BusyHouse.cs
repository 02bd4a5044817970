using System.Net.Http.Json;
using Campaigns.Alarms;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Ways;

/// <summary>A house in which much goes on: campaigns in every phase, alarms, a long title, a long list.</summary>
static class BusyHouse
{
    const string Unheard = "minister.busy@example.org";
    const string LongTitle = "Joint statement on the arrest of a colleague, on the search of the offices of three organisations and on the laws that made both possible, to the participating States";

    /// <returns>The campaigns by what there is to see of them: held up, its letters of unknown outcome, open with a long title, waiting for approval, cancelled.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> FillAsync(DeskHouse house)
    {
        house.Mail.Unheard[Unheard] = true;
        for (var n = 1; n <= 14; n++)
            await house.LaunchAsync(("title", $"Answers, now: appeal {n} of a long year"), ("opensAt", $"2026-05-{n + 4:00}T10:00Z"), ("window", "P2D"), ("invitations", ""));
        var (held, letters) = (await house.LaunchAsync(("title", "Held up before it opens"), ("opensAt", "2026-03-02T11:00Z"), ("window", "P2D")),
            await house.LaunchAsync(("title", "Let Mira travel"), ("reminders", ""), ("approval", "automatic"), ("window", "P1D"),
                ("addressees", $"Minister; Ministry of Examples; NO; {Unheard}; en; Dear Minister\nThe Speaker; Parliament; GE; speaker.busy@example.org; en; Dear Speaker")));
        var (open, cancelled) = (await house.LaunchAsync(("title", LongTitle), ("window", "P20D"), ("timeZone", "Europe/Oslo"), ("reminders", "50%, 80%, PT1H"), ("approval", "always"), ("followUps", "P14D"), ("grace", "PT10M")),
            await house.LaunchAsync(("title", "He was let in"), ("window", "P3D")));
        var approval = await house.LaunchAsync(("title", "Answers before the summit"), ("reminders", ""), ("approval", "always"), ("minimumSignatures", "40"));
        foreach (var id in new[] { letters, open, cancelled, approval }) await house.UntilStateAsync(id, "open");
        await DoAsync(house, $"/desk/{approval}/close", new { });
        await DoAsync(house, $"/ops/{held}/suspend", new { reason = "to see" });
        await DoAsync(house, $"/desk/{letters}/close", new { });
        await DoAsync(house, $"/ops/{cancelled}/cancel", new { reason = "He was let in; there is nothing left to ask for." });
        await house.UntilStateAsync(letters, "dispatched");
        await house.UntilStateAsync(cancelled, "cancelled");
        await house.UntilStateAsync(approval, "approval");
        house.Time.Advance(TimeSpan.FromHours(3));
        for (var looks = 0; looks < 3; looks++) await house.WatchAsync();
        await house.UntilAsync("/ops", text => text.Contains("\"kind\":\"suspended\"", StringComparison.Ordinal) && text.Contains("\"kind\":\"letters\"", StringComparison.Ordinal));
        return new Dictionary<string, string> { ["held"] = held, ["letters"] = letters, ["open"] = open, ["approval"] = approval, ["cancelled"] = cancelled };
    }

    /// <summary>The operators' pages in it which no link leads to as they are here.</summary>
    public static IEnumerable<string> RoomsOf(IReadOnlyDictionary<string, string> campaigns) =>
    [
        "/ops?still=yes", "/ops/system?still=yes", "/ops/campaigns?state=ended", "/ops/campaigns?state=alarms", "/ops/campaigns?q=statement+arrest", "/ops/campaigns?q=nobody", "/ops/people",
        .. campaigns.Values.Select(id => $"/ops/{id}"), $"/ops/{campaigns["held"]}/history", $"/ops/{campaigns["letters"]}/history?instance={campaigns["letters"]}-round-1", "/ops/audit?subject=" + campaigns["held"],
    ];

    static async Task DoAsync(DeskHouse house, string path, object fields)
    {
        using var answer = await house.ScriptAsync(path, JsonContent.Create(fields));
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
