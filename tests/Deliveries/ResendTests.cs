using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Campaigns.Deliveries;
using Campaigns.Letters;
using Campaigns.Storage;
using Campaigns.Tests.Backup;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Deliveries;

/// <summary>Sending several again, by the operator: the page before, the reason, what became of each; and nothing twice.</summary>
public sealed class ResendTests : IAsyncLifetime
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;
    DeskHouse house = null!;

    public async ValueTask InitializeAsync() => house = await DeskHouse.OpenAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task Refused_letters_leave_again_after_a_preview_and_a_reason_once_however_often_the_button_is_pressed()
    {
        var id = await RefusedAsync(3);
        var browser = await house.SignInAsync(DeskHouse.Operator);
        var list = await DeskHouse.GetAsync(browser, $"/ops/deliveries?state=refused&kind=letter&campaign={id}&choose=yes");
        Assert.Equal(3, list.Document.QuerySelectorAll("input[type=checkbox]").Length);
        Assert.Equal(422, (await DeskHouse.SendAsync(browser, list, "/ops/deliveries/resend")).Status); // nothing was ticked
        var preview = await DeskHouse.SendAsync(browser, list, "/ops/deliveries/resend", ("all", "yes"));
        Assert.Equal(200, preview.Status);
        foreach (var said in new[] { "3 can be sent again.", "Nothing was done so far.", "The letter leaves once more, as a new attempt. It goes to the same address" }) Assert.Contains(said, preview.Text, StringComparison.Ordinal);
        var wrong = await DeskHouse.SendAsync(browser, preview, "/ops/deliveries/resend");
        Assert.Equal((422, 3), (wrong.Status, wrong.Document.QuerySelectorAll("input[name^=one-]").Length));
        Assert.Equal(0, Enumerable.Range(1, 3).Sum(n => house.Mail.CountTo($"office.{n}@example.org")));

        var done = await DeskHouse.SendAsync(browser, wrong, "/ops/deliveries/resend", ("reason", "The key of the mail service was wrong"));
        Assert.Contains("3 were done.", done.Text, StringComparison.Ordinal);
        Assert.Contains("It was sent once more, and stands now as “Accepted”.", done.Text, StringComparison.Ordinal);
        var again = await DeskHouse.SendAsync(browser, wrong, "/ops/deliveries/resend", ("reason", "The key of the mail service was wrong"));
        Assert.Contains("3 were not, for the reasons beside them.", again.Text, StringComparison.Ordinal);
        Assert.Contains("It was tried again since you looked.", again.Text, StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 3), n => Assert.Equal(1, house.Mail.CountTo($"office.{n}@example.org")));
        Assert.Empty(await KeysAsync($"?state=refused&kind=letter&campaign={id}"));

        Assert.Equal(3, await SaidAsync(id, "LetterSentAgain", "The key of the mail service was wrong"));
        var rows = (await JsonAsync("/ops/audit?act=ops.resend")).GetProperty("rows").EnumerateArray().ToList();
        var of = rows.Where(row => row.GetProperty("subject").GetString() == id).ToList();
        Assert.Equal(["refused", "begun", "done", "begun"], of.Select(row => row.GetProperty("part").GetString()));
        Assert.Equal("letter 1/1, letter 1/2, letter 1/3", of[2].GetProperty("facts").GetProperty("done").GetString());
        Assert.All(of.Where(row => row.GetProperty("part").GetString() == "begun"), row => Assert.Equal("The key of the mail service was wrong", row.GetProperty("why").GetString()));
        Assert.Contains(rows, row => row.GetProperty("subject").GetString() == "" && row.GetProperty("part").GetString() == "done" && row.GetProperty("facts").GetProperty("sent again").GetString() == "3 of 3");
    }

    [Fact]
    public async Task A_letter_whose_claim_nobody_heard_of_again_waits_for_a_person_who_is_warned()
    {
        var id = await RefusedAsync(1);
        var seen = Assert.Single(await KeysAsync("?state=refused&kind=letter"));
        var (ledger, campaign) = (house.Get<LetterLedger>(), (await house.Get<CampaignStore>().FindAsync(id, Cancel))!);
        Assert.NotNull(await ledger.ClaimAgainAsync(campaign, 1, 1, null, new("the process dies now", "operator", 1), new LetterSeal(null, null!), Cancel));
        Assert.Equal("changed", await RefusalAsync(seen));
        await CountAsync(id);
        Assert.Equal("being-sent", await RefusalAsync(Assert.Single(await KeysAsync("?state=waiting&kind=letter"))));

        house.Time.Advance(TimeSpan.FromMinutes(6));
        await CountAsync(id);
        var unknown = Assert.Single(await KeysAsync("?state=unknown"));
        var preview = (await ResendAsync(new { deliveries = new[] { unknown } })).GetProperty("deliveries")[0];
        Assert.Equal(("send-letter", "may-have-arrived"), (preview.GetProperty("act").GetString(), preview.GetProperty("warning").GetString()));
        Assert.Equal(0, house.Mail.CountTo("office.1@example.org"));
        var done = (await ResendAsync(new { deliveries = new[] { unknown }, step = "apply", reason = "the office has nothing" })).GetProperty("results")[0];
        Assert.Equal((true, "accepted", 1), (done.GetProperty("done").GetBoolean(), done.GetProperty("state").GetString(), house.Mail.CountTo("office.1@example.org")));
        Assert.Equal((1, 1), (await SaidAsync(id, "LetterSentAgain", "the process dies now"), await SaidAsync(id, "LetterSentAgain", "the office has nothing")));
    }

    [Fact]
    public async Task A_mail_in_a_pause_is_tried_now_and_a_refused_invitation_is_written_anew_with_its_link()
    {
        house.Mail.Answer = HttpStatusCode.BadRequest;
        var id = await house.LaunchAsync(("title", "Refused"), ("reminders", ""));
        await house.UntilStateAsync(id, "open");
        await UntilAsync(id, "?state=refused&kind=invitation", 2);
        house.Mail.Answer = HttpStatusCode.ServiceUnavailable;
        Assert.Equal(303, (await DeskHouse.SendAsync(house.Browser, await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}"), $"/campaigns/{id}/signatures",
            ("kind", "organisation"), ("organisation", "Sample House"), ("country", "NO"), ("name", "Ana Example"), ("email", "ana@example.org"), ("publication", "public"))).Status);
        await UntilAsync(id, "?state=waiting&kind=confirmation", 1);
        var waiting = DeliveryKey.Parse(Assert.Single(await KeysAsync("?state=waiting&kind=confirmation")))!;
        await UntilPausedAsync(waiting);
        house.Mail.Answer = HttpStatusCode.Accepted;
        await CountAsync(id);

        string[] all = [.. await KeysAsync("?state=waiting&kind=confirmation"), .. await KeysAsync("?state=refused&kind=invitation")];
        var results = (await ResendAsync(new { deliveries = all, step = "apply", reason = "the service is back" })).GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["try-now", "invite-again", "invite-again"], results.Select(one => one.GetProperty("act").GetString()));
        Assert.StartsWith("/sign/", await house.Mail.LinkAsync("ana@example.org", "/sign/"), StringComparison.Ordinal);
        var link = await house.Mail.LinkAsync("kari@example.org", "/sign/");
        Assert.Equal(200, (await DeskHouse.GetAsync(house.Browser, link)).Status);
        Assert.Equal((1, 2), (await SaidAsync(id, "MailTriedNow", "the service is back"), await SaidAsync(id, "InvitedAgain", "the service is back")));
        Assert.All((await ResendAsync(new { deliveries = all, step = "apply", reason = "again" })).GetProperty("results").EnumerateArray(), one => Assert.False(one.GetProperty("done").GetBoolean()));
        Assert.Equal((1, 1), (house.Mail.CountTo("kari@example.org"), house.Mail.CountTo("jan@example.org")));
    }

    [Fact]
    public async Task The_timer_counts_by_itself_and_what_was_destroyed_is_not_counted_any_more()
    {
        var id = await house.LaunchAsync(("title", "Counted"), ("reminders", ""), ("addressees", ""));
        await house.UntilStateAsync(id, "open");
        house.Time.Advance(TimeSpan.FromMinutes(11));
        await house.UntilAsync($"/ops/deliveries?state=accepted&kind=invitation&campaign={id}", text => text.Contains("\"count\":2", StringComparison.Ordinal) && text.Contains("\"kind\":\"invitation\",\"state\":\"accepted\",\"count\":2", StringComparison.Ordinal));
        Assert.Equal(200, (int)(await house.ScriptAsync($"/desk/{id}/close", new StringContent("{}", null, "application/json"))).StatusCode);
        await house.UntilStateAsync(id, "dispatched");
        Assert.Equal(200, (int)(await house.ScriptAsync($"/desk/{id}/purge", JsonContent.Create(new { why = "finished", confirm = "yes" }))).StatusCode);
        await house.UntilStateAsync(id, "archived");
        house.Time.Advance(TimeSpan.FromMinutes(11));
        await house.UntilAsync($"/ops/deliveries?campaign={id}", text => text.Contains("\"counts\":[]", StringComparison.Ordinal) && !text.Contains("\"countedAt\":null", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_command_line_shows_them_and_sends_them_again()
    {
        var id = await RefusedAsync(2);
        using var line = new CommandLine(house.Address.ToString());
        var said = await line.DoAsync("ops", "deliveries", "--kind", "letter");
        Assert.Contains("refused: 2", said, StringComparison.Ordinal);
        var key = (await KeysAsync("?state=refused&kind=letter"))[0];
        Assert.Contains(key, said, StringComparison.Ordinal);
        Assert.Contains("send-letter", await line.DoAsync("ops", "resend", key, "--preview"), StringComparison.Ordinal);
        Assert.Equal(2, (await line.RunAsync("ops", "resend", key)).Code); // no reason
        Assert.Equal(2, (await line.RunAsync("ops", "resend", "--all", "--reason", "to see")).Code); // all of what?
        Assert.Equal(0, house.Mail.CountTo("office.1@example.org"));
        Assert.Contains("accepted", await line.DoAsync("ops", "resend", "--all", "--state", "refused", "--kind", "letter", "--campaign", id, "--reason", "mended"), StringComparison.Ordinal);
        Assert.Equal(1, (await line.RunAsync("ops", "resend", key, "--reason", "again")).Code);
        Assert.Equal((1, 1), (house.Mail.CountTo("office.1@example.org"), house.Mail.CountTo("office.2@example.org")));
    }

    Task<string> RefusedAsync(int offices) => house.RefuseLettersAsync(offices);

    /// <summary>As if it had been tried often: until the pause is longer than any lease.</summary>
    async Task UntilPausedAsync(DeliveryKey key)
    {
        var row = new TableEntity(key.Partition, key.Row) { ["LeaseUntil"] = house.Time.GetUtcNow().AddMinutes(9) };
        await house.Get<CampaignTables>().Signatures.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, Cancel);
    }

    Task UntilAsync(string id, string query, int count) => house.UntilDeliveriesAsync(id, query, count);

    Task CountAsync(string id) => house.Get<DeliveryCounting>().RefreshAsync([id], Cancel);

    async Task<string?> RefusalAsync(string key) => (await ResendAsync(new { deliveries = new[] { key } })).GetProperty("deliveries")[0].GetProperty("refusal").GetString();

    async Task<JsonElement> ResendAsync(object fields)
    {
        using var answer = await house.ScriptAsync("/ops/deliveries/resend", JsonContent.Create(fields));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    async Task<List<string>> KeysAsync(string query) => [.. (await JsonAsync($"/ops/deliveries{query}")).GetProperty("deliveries").EnumerateArray().Select(one => one.GetProperty("key").GetString()!)];

    async Task<int> SaidAsync(string id, string what, string why) =>
        (await JsonAsync($"/ops/{id}")).GetProperty("journal").EnumerateArray().Count(entry => entry.GetProperty("what").GetString() == what && entry.GetProperty("note").GetString() == why);

    async Task<JsonElement> JsonAsync(string path) => JsonDocument.Parse(await (await house.LookAsync(path)).Content.ReadAsStringAsync()).RootElement;
}
