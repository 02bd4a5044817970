using System.Net;
using System.Text.Json;
using Campaigns.Deliveries;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.Deliveries;

/// <summary>What has to have gone wrong before anything is sent again.</summary>
static class RefusedLetters
{
    /// <summary>A campaign whose letters the mail service refused; it takes mail again.</summary>
    public static async Task<string> RefuseLettersAsync(this DeskHouse house, int offices)
    {
        var id = await house.LaunchAsync(("title", "Not taken"), ("reminders", ""), ("invitations", ""),
            ("addressees", string.Join('\n', Enumerable.Range(1, offices).Select(n => $"Office {n}; Body; AT; office.{n}@example.org; en; Dear all"))));
        await house.UntilStateAsync(id, "open");
        house.Mail.Answer = HttpStatusCode.BadRequest;
        Assert.Equal(200, (int)(await house.ScriptAsync($"/desk/{id}/close", new StringContent("{}", null, "application/json"))).StatusCode);
        await house.UntilStateAsync(id, "dispatched");
        await house.UntilDeliveriesAsync(id, "?state=refused&kind=letter", offices);
        house.Mail.Answer = HttpStatusCode.Accepted;
        return id;
    }

    /// <summary>Counts the campaign's until so many are listed.</summary>
    public static Task UntilDeliveriesAsync(this DeskHouse house, string id, string query, int count) => Eventually.HoldsAsync($"{query} has {count}", async () =>
    {
        await house.Get<DeliveryCounting>().RefreshAsync([id], TestContext.Current.CancellationToken);
        using var page = JsonDocument.Parse(await (await house.LookAsync($"/ops/deliveries{query}")).Content.ReadAsStringAsync());
        return page.RootElement.GetProperty("deliveries").GetArrayLength() == count;
    });
}
