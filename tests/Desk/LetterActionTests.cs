using System.Net;
using System.Text;
using System.Text.Json;

namespace Campaigns.Tests.Desk;

/// <summary>What a coordinator does about letters that did not arrive, on the page and as JSON.</summary>
[Collection(DeskCollection.Name)]
public sealed class LetterActionTests(DeskFixture fixture)
{
    [Fact]
    public async Task A_refused_letter_goes_to_another_address_and_the_board_keeps_both_attempts()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var id = await DispatchRefusedAsync(house, "moved.office@example.org");
        var desk = await DeskHouse.GetAsync(browser, $"/desk/{id}");

        var wrong = await DeskHouse.SendAsync(browser, desk, $"/desk/{id}/readdress", ("addressee", "1"), ("email", "nowhere"), ("reason", "They moved to Example Street"));
        Assert.Equal(422, wrong.Status);
        Assert.Equal(("nowhere", "They moved to Example Street"), (wrong.Document.QuerySelector("#readdress [name=email]")!.GetAttribute("value"), wrong.Document.QuerySelector("#readdress [name=reason]")!.GetAttribute("value")));
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, desk, $"/desk/{id}/readdress", ("addressee", "1"), ("email", "new.office@example.org"), ("reason", "They moved to Example Street"))).Status);

        Assert.Equal((0, 1), (house.Mail.CountTo("moved.office@example.org"), house.Mail.CountTo("new.office@example.org")));
        desk = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        foreach (var said in new[] { "Accepted by the mail serviceto new.office@example.org", "Attempt 1: Refused by the mail service", "The coordinator sent letter 1 to another address." })
            Assert.Contains(said, desk.Text, StringComparison.Ordinal);
        var letter = await LetterAsync(house, id);
        Assert.Equal(("moved.office@example.org", "new.office@example.org", 2), (letter.GetProperty("email").GetString(), letter.GetProperty("sentTo").GetString(), letter.GetProperty("attempt").GetInt32()));
        Assert.Equal("rejected", letter.GetProperty("earlier")[0].GetProperty("state").GetString());
        Assert.DoesNotContain("Example Street", await JournalRowsAsync(house, id), StringComparison.Ordinal);
        Assert.DoesNotContain("new.office", await JournalRowsAsync(house, id), StringComparison.Ordinal);
        Assert.Equal(409, (await DeskHouse.SendAsync(browser, wrong, $"/desk/{id}/readdress", ("addressee", "1"), ("email", "third.office@example.org"))).Status);
    }

    [Fact]
    public async Task A_letter_that_was_handed_over_counts_as_delivered_and_is_not_sent_again()
    {
        var house = await fixture.GetAsync();
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var id = await DispatchRefusedAsync(house, "taken.office@example.org");

        Assert.Equal(422, await PostAsync(house, id, "hand-over", new { round = 1, addressee = 1, way = "by pigeon", reason = "" }));
        Assert.Equal(200, await PostAsync(house, id, "hand-over", new { round = 1, addressee = 1, way = "post", reason = "Registered letter RX 1" }));
        Assert.Equal(409, await PostAsync(house, id, "hand-over", new { round = 1, addressee = 1, way = "in-person", reason = "Again" }));
        Assert.Equal(409, await PostAsync(house, id, "resend", new { round = 1, addressee = 1, reason = "Again" }));

        var letter = await LetterAsync(house, id);
        Assert.Equal(("handed-over", "post", "Registered letter RX 1"), (letter.GetProperty("state").GetString(), letter.GetProperty("way").GetString(), letter.GetProperty("reason").GetString()));
        Assert.Contains("\"delivered\":1", await (await house.LookAsync($"/campaigns/{id}")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var desk = await DeskHouse.GetAsync(browser, $"/desk/{id}");
        Assert.Contains("Handed over: by postRegistered letter RX 1", desk.Text, StringComparison.Ordinal);
        Assert.Contains("A script sent letter 1 by post.", desk.Text, StringComparison.Ordinal);
        Assert.Equal(0, house.Mail.CountTo("taken.office@example.org"));
    }

    static async Task<string> DispatchRefusedAsync(DeskHouse house, string office)
    {
        var browser = await house.SignedInAsync(DeskHouse.Coordinator);
        var id = await house.LaunchAsync(("title", "Not taken"), ("addressees", $"The Speaker; Parliament; GE; {office}; en; Dear Speaker,"), ("reminders", ""), ("invitations", ""));
        await house.UntilStateAsync(id, "open");
        house.Mail.Answer = HttpStatusCode.BadRequest;
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, $"/desk/{id}"), $"/desk/{id}/close")).Status);
        await house.UntilStateAsync(id, "dispatched");
        house.Mail.Answer = HttpStatusCode.Accepted;
        return id;
    }

    static async Task<int> PostAsync(DeskHouse house, string id, string action, object fields) =>
        (int)(await house.ScriptAsync($"/desk/{id}/{action}", new StringContent(JsonSerializer.Serialize(fields), Encoding.UTF8, "application/json"))).StatusCode;

    static async Task<JsonElement> LetterAsync(DeskHouse house, string id) =>
        JsonDocument.Parse(await (await house.LookAsync($"/desk/{id}")).Content.ReadAsStringAsync()).RootElement.GetProperty("letters").GetProperty("list")[0];

    static async Task<string> JournalRowsAsync(DeskHouse house, string id)
    {
        var rows = await house.Get<Storage.CampaignTables>().Campaigns.QueryAsync<Azure.Data.Tables.TableEntity>(Storage.Rows.Filter(id, Storage.Rows.JournalEntries)).ToListAsync();
        return string.Join('\n', rows.SelectMany(row => row.Select(cell => cell.Value)).OfType<string>());
    }
}
