using System.Text.Json.Nodes;
using Azure;
using Azure.Data.Tables;
using Campaigns.Audit;
using Campaigns.Privacy;
using Campaigns.Storage;
using Campaigns.Tests.Backup;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.AuditTrails;

/// <summary>The trail through the doors, in storage, and what somebody with the tables in their hands can do to it unseen: nothing.</summary>
public sealed class AuditTrailTests
{
    const string Reason = "the office of Sample Committee moves";

    [Fact]
    public async Task What_an_operator_and_a_coordinator_do_is_there_with_who_why_before_and_after()
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("opensAt", "2026-06-01T10:00Z"), ("window", "P2D"));
        await RunningAsync(house, id);
        var operators = await house.SignedInAsync(DeskHouse.Operator);
        var page = await DeskHouse.GetAsync(operators, $"/ops/{id}");
        Assert.Equal(422, (await DeskHouse.SendAsync(operators, page, $"/ops/{id}/cancel", ("reason", ""))).Status);
        Assert.Equal(303, (await ActAsync(operators, id, page, "suspend", Reason)).Status);
        var desk = await house.SignedInAsync(DeskHouse.Coordinator);
        Assert.Equal(303, (await DeskHouse.SendAsync(desk, await DeskHouse.GetAsync(desk, $"/desk/{id}"), $"/desk/{id}/cancel", ("reason", "The visit was allowed"))).Status);

        var rows = await RowsAsync(house, $"?subject={id}");
        Assert.Equal(["ops.cancel begun", "ops.cancel refused", "ops.suspend begun", "ops.suspend done", "desk.cancel begun", "desk.cancel done"],
            rows.Select(row => $"{row["action"]} {row["part"]}"));
        Assert.Equal((DeskHouse.Operator, Reason, "operator"), ($"{rows[2]["who"]}", $"{rows[2]["why"]}", $"{rows[2]["role"]}"));
        Assert.Equal((DeskHouse.Coordinator, "The visit was allowed"), ($"{rows[4]["who"]}", $"{rows[4]["why"]}"));
        Assert.Equal(("scheduled", "cancelled"), ($"{rows[4]["facts"]!["phase"]}", $"{rows[5]["facts"]!["phase"]}"));
        Assert.StartsWith("Running -> ", $"{rows[3]["facts"]!["orchestration"]}", StringComparison.Ordinal);
        Assert.Equal("422", $"{rows[1]["facts"]!["status"]}");

        // Who is asked for by a keyed hash, so that no address of the app names a person.
        Assert.Equal(2, (await RowsAsync(house, $"?person={rows[4]["person"]}")).Count);
        var shown = await DeskHouse.GetAsync(operators, $"/ops/audit?subject={id}&verify=yes");
        foreach (var said in new[] { "The chain is whole", DeskHouse.Coordinator, Reason, "ops.suspend was done." }) Assert.Contains(said, shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(shown.Document.Links, link => link.GetAttribute("href")!.Contains('@', StringComparison.Ordinal));

        // In the table no word and no address stands in clear, and the file has them sealed.
        var stored = string.Join('\n', await house.Get<CampaignTables>().Audit.QueryAsync<TableEntity>().Select(row => string.Join(' ', row.Select(column => $"{column.Value}"))).ToListAsync());
        var file = await (await house.LookAsync("/ops/audit.jsonl")).Content.ReadAsStringAsync();
        foreach (var secret in new[] { "example.org", "Sample Committee", "visit" }) Assert.DoesNotContain(secret, stored + file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resetting_a_persons_second_factor_and_ending_their_sessions_is_there_with_whom_it_concerned()
    {
        await using var house = await DeskHouse.OpenAsync();
        var operators = await house.SignedInAsync(DeskHouse.Operator);
        var page = await DeskHouse.GetAsync(operators, "/ops/people");
        await DeskHouse.SendAsync(operators, page, "/ops/people/factor", ("email", DeskHouse.Coordinator), ("reason", ""));
        await DeskHouse.SendAsync(operators, page, "/ops/people/factor", ("email", DeskHouse.Coordinator), ("reason", "The telephone is gone"));
        await DeskHouse.SendAsync(operators, page, "/ops/people/sessions", ("email", DeskHouse.Operator));

        var rows = await RowsAsync(house, "");
        Assert.Equal(["people.factor begun", "people.factor refused", "people.factor begun", "people.factor done", "people.sessions begun", "people.sessions done"], rows.Select(row => $"{row["action"]} {row["part"]}"));
        Assert.Equal((DeskHouse.Operator, "The telephone is gone"), ($"{rows[2]["who"]}", $"{rows[2]["why"]}"));
        Assert.Equal($"{rows[4]["person"]}", $"{rows[5]["facts"]!["whom"]}"); // the operator's own sessions
        Assert.NotEqual($"{rows[5]["facts"]!["whom"]}", $"{rows[3]["facts"]!["whom"]}");
        var stored = string.Join('\n', await house.Get<CampaignTables>().Audit.QueryAsync<TableEntity>().Select(row => string.Join(' ', row.Select(column => $"{column.Value}"))).ToListAsync());
        foreach (var secret in new[] { "example.org", "telephone" }) Assert.DoesNotContain(secret, stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_is_changed_removed_moved_or_added_by_hand_is_found_on_the_page_and_by_the_command()
    {
        await using var house = await DeskHouse.OpenAsync();
        using var command = new CommandLine(house.Address.ToString());
        var id = await house.LaunchAsync(("opensAt", "2026-06-01T10:00Z"), ("window", "P2D"));
        await RunningAsync(house, id);
        for (var n = 0; n < 4; n++) Assert.Equal(200, (int)(await house.ScriptAsync($"/ops/{id}/retry", Json("{\"reason\":\"to see\"}"))).StatusCode);
        Assert.Contains("Whole, as computed here: 8 rows.", await command.DoAsync("ops", "audit", "--verify"), StringComparison.Ordinal);

        var table = house.Get<CampaignTables>().Audit;
        var (third, fourth) = (await RowAsync(house, 3), await RowAsync(house, 4));
        await MeddleAsync("changed", 3, () => table.UpdateEntityAsync(new TableEntity(third.PartitionKey, third.RowKey) { ["Role"] = "operator" }, ETag.All, TableUpdateMode.Merge));
        await MeddleAsync("removed", 3, () => table.DeleteEntityAsync(third.PartitionKey, third.RowKey, ETag.All));
        await MeddleAsync("moved", 3, async () =>
        {
            await table.UpsertEntityAsync(Copy(fourth, third.RowKey), TableUpdateMode.Replace);
            await table.UpsertEntityAsync(Copy(third, fourth.RowKey), TableUpdateMode.Replace);
        });
        await MeddleAsync("added", 9, () => table.AddEntityAsync(Copy(third, $"{999_999_999_999 - 9:D12}")));
        Assert.Contains("Whole, says the app: 8 rows.", await command.DoAsync("ops", "audit", "--verify"), StringComparison.Ordinal);

        // The newest rows and the head with them: only who has written them knows.
        await table.DeleteEntityAsync("trail", $"{999_999_999_999 - 8:D12}", ETag.All);
        var seventh = await RowAsync(house, 7);
        await table.UpsertEntityAsync(new TableEntity("trail", "head") { ["Number"] = 7L, ["Hash"] = seventh.GetString("Hash") }, TableUpdateMode.Replace);
        Assert.Equal((8, "Missing"), await BreakAsync(house));

        async Task MeddleAsync(string how, int where, Func<Task> meddle)
        {
            await meddle();
            Assert.True((await BreakAsync(house)).Number == where, how);
            var said = await command.RunAsync("ops", "audit", "--verify");
            Assert.True(said.Code == 1 && said.Text.Contains($"Broken at row {where}, as computed here", StringComparison.Ordinal), $"{how}: {said.Text}{said.Errors}");
            await table.UpsertEntityAsync(Copy(third, third.RowKey), TableUpdateMode.Replace);
            await table.UpsertEntityAsync(Copy(fourth, fourth.RowKey), TableUpdateMode.Replace);
            await table.DeleteEntityAsync("trail", $"{999_999_999_999 - 9:D12}", ETag.All);
        }
    }

    [Fact]
    public async Task Many_writers_of_several_processes_make_one_chain()
    {
        await using var house = await DeskHouse.OpenAsync();
        var trails = Enumerable.Range(0, 4).Select(_ => new AuditTrail(house.Get<CampaignTables>(), house.Get<KeyRing>(), house.Time)).ToList();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(n =>
            trails[n % 4].AppendAsync(new($"act{n}", AuditPart.Read, "key", null, "ops.retry", "", "", "{}", null, null), TestContext.Current.CancellationToken)));
        var finding = await house.Get<AuditReading>().CheckAsync(TestContext.Current.CancellationToken);
        Assert.Equal((60, 60, (AuditBreak?)null), (finding.Rows, finding.Number, finding.Break));
        foreach (var trail in trails) trail.Dispose();
    }

    [Fact]
    public async Task An_act_that_is_cut_off_in_the_middle_is_named_and_one_whose_first_row_cannot_be_written_is_not_carried_out()
    {
        await using var house = await DeskHouse.OpenAsync();
        var auditing = house.Get<Auditing>();
        var act = new AuditAct("ops.purge", "", "key", null, null, []);
        await auditing.CarryOutAsync(act, () => Task.FromResult(0), _ => 200, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<InvalidOperationException>(() => auditing.CarryOutAsync<int>(act, () => throw new InvalidOperationException(), _ => 200, TestContext.Current.CancellationToken));
        var rows = await RowsAsync(house, "");
        Assert.Equal(["begun", "done", "begun", "failed"], rows.Select(row => $"{row["part"]}"));
        // A process that dies in the act writes no more.
        await house.Get<AuditTrail>().AppendAsync(new("cut off", AuditPart.Begun, "key", null, "ops.purge", "", "", "{}", null, null), TestContext.Current.CancellationToken);
        Assert.Equal([5], (await house.Get<AuditReading>().CheckAsync(TestContext.Current.CancellationToken)).Unfinished.Select(row => row.Number));

        var done = false;
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => auditing.CarryOutAsync(act, () => Task.FromResult(done = true), _ => 200, gone.Token));
        Assert.False(done);
    }

    [Fact]
    public async Task After_the_purge_the_reason_is_gone_who_ordered_it_stands_and_the_chain_is_whole()
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("opensAt", "2026-06-01T10:00Z"), ("window", "P2D"));
        await RunningAsync(house, id);
        await house.ScriptAsync($"/ops/{id}/cancel", Json($$"""{"reason":"{{Reason}}"}"""));
        Assert.Equal(Reason, $"{(await RowsAsync(house, $"?subject={id}"))[0]["why"]}");
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"nextStep\":\"end\"", StringComparison.Ordinal));
        var page = await DeskHouse.GetAsync(await house.SignedInAsync(DeskHouse.Operator), $"/ops/{id}");
        Assert.Equal(303, (await DeskHouse.SendAsync(await house.SignedInAsync(DeskHouse.Operator), page, $"/ops/{id}/purge", ("why", "danger"), ("confirm", "yes"))).Status);
        await house.UntilAsync($"/campaigns/{id}/purge", text => text.Contains("completed", StringComparison.OrdinalIgnoreCase));
        await house.Get<PersonalRows>().DestroyAsync((await house.Get<CampaignStore>().FindAsync(id))!);

        var rows = await RowsAsync(house, $"?subject={id}");
        Assert.Equal(["", "", "", ""], rows.Select(row => $"{row["why"]}"));
        Assert.Equal((DeskHouse.Operator, "danger"), ($"{rows[2]["who"]}", $"{rows[2]["facts"]!["asked why"]}"));
        Assert.Null((await house.Get<AuditReading>().CheckAsync(TestContext.Current.CancellationToken)).Break);
    }

    [Fact]
    public async Task Copies_and_restores_of_drafts_and_networks_are_there_and_previews_are_not()
    {
        await using var house = await DeskHouse.OpenAsync();
        using var command = new CommandLine(house.Address.ToString());
        var network = (await house.Get<Networks.NetworkDesk>().CreateAsync("Sample Network")).Id;
        var draft = (await house.Get<Campaigns.Drafting.DraftDesk>().CreateAsync(new("A draft", "en", "UTC"), DeskHouse.Coordinator)).Id;
        await command.DoAsync("backup", "--to", command.Copy);
        var all = await RowsAsync(house, "");
        Assert.Contains(all, row => $"{row["action"]} {row["subject"]} {row["part"]}" == $"ops.backup.rows {network} read");
        Assert.Contains(all, row => $"{row["action"]} {row["subject"]} {row["part"]}" == $"ops.backup.rows {draft} read");
        await command.RunAsync("restore", "--from", command.Copy);
        Assert.Contains(await RowsAsync(house, $"?subject={draft}"), row => $"{row["action"]}" == "ops.restore.begin");

        var id = await house.LaunchAsync(("opensAt", "2026-06-01T10:00Z"), ("window", "P2D"));
        await house.ScriptAsync($"/desk/{id}/bulk", Json("""{"step":"preview","act":"hold","reason":"x"}"""));
        Assert.Empty(await RowsAsync(house, $"?subject={id}"));
        await house.ScriptAsync($"/ops/{id}/retry", Json("""{"step":"preview","reason":"no way around"}"""));
        Assert.NotEmpty(await RowsAsync(house, $"?subject={id}"));
    }

    static Task RunningAsync(DeskHouse house, string id) => house.UntilAsync($"/ops/{id}", text => text.Contains("\"orchestration\":\"running\"", StringComparison.Ordinal));

    static async Task<Answer> ActAsync(HttpClient browser, string id, Answer page, string action, string reason)
    {
        var token = page.Document.Forms.Single(form => form.GetAttribute("action") == $"/ops/{id}/retry").QuerySelector("input[name=form]")!.GetAttribute("value")!;
        return await Answer.OfAsync(await browser.PostAsync($"/ops/{id}/{action}", new FormUrlEncodedContent([new("form", token), new("reason", reason)])));
    }

    /// <summary>Oldest first.</summary>
    static async Task<List<JsonNode>> RowsAsync(DeskHouse house, string query) =>
        [.. JsonNode.Parse(await (await house.LookAsync("/ops/audit" + query)).Content.ReadAsStringAsync())!["rows"]!.AsArray().Select(row => row!).Reverse()];

    static async Task<(int Number, string What)> BreakAsync(DeskHouse house)
    {
        var found = JsonNode.Parse(await (await house.LookAsync("/ops/audit?verify=yes")).Content.ReadAsStringAsync())!["verified"]!;
        return ((int?)found["brokenAt"] ?? 0, $"{found["what"]}");
    }

    static async Task<TableEntity> RowAsync(DeskHouse house, int number) =>
        (await house.Get<CampaignTables>().Audit.GetEntityAsync<TableEntity>("trail", $"{999_999_999_999 - number:D12}")).Value;

    static TableEntity Copy(TableEntity row, string name)
    {
        var copy = new TableEntity(row.PartitionKey, name);
        foreach (var (column, value) in row)
            if (value is not null && column is not ("odata.etag" or "Timestamp" or "PartitionKey" or "RowKey")) copy[column] = value;
        return copy;
    }

    static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");
}
