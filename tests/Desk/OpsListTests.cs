using System.Text.Json;
using Azure.Data.Tables;
using Campaigns.Local.DurableTask;
using Campaigns.Storage;

namespace Campaigns.Tests.Desk;

/// <summary>The operator's screens Now and Campaigns and the coordinator's list over HTTP, in a house of their own.</summary>
public sealed class OpsListTests : IAsyncLifetime
{
    DeskHouse house = null!;

    public async ValueTask InitializeAsync() => house = await DeskHouse.OpenAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task A_campaign_is_found_by_title_id_state_and_phase_and_stands_in_what_comes_next()
    {
        var id = await house.LaunchAsync(("title", "Let Mira Élise travel"), ("opensAt", "2026-05-01T10:00Z"), ("window", "P2D"));
        var other = await house.LaunchAsync(("title", "Another appeal"), ("opensAt", "2026-04-20T10:00Z"), ("window", "P2D"));

        Assert.Equal(new[] { id, other }.Order(StringComparer.Ordinal), await IdsAsync("")); // launched at one moment
        Assert.Equal([id], await IdsAsync("?q=elis+mira"));
        Assert.Equal([id], await IdsAsync($"?q={id}"));
        Assert.Empty(await IdsAsync("?q=nothing"));
        Assert.Empty(await IdsAsync("?q=elis&state=ended"));
        Assert.Equal(2, (await IdsAsync("?phase=scheduled")).Count);
        Assert.Empty(await IdsAsync("?phase=open"));
        Assert.Empty(await IdsAsync("?state=ended"));
        Assert.Empty(await IdsAsync("?state=alarms"));
        foreach (var wrong in new[] { "?state=nowhere", "?phase=7", $"?q={new string('a', 201)}" }) Assert.Equal(400, (int)(await house.LookAsync($"/ops/campaigns{wrong}")).StatusCode);

        using var now = await JsonAsync("/ops");
        Assert.Equal([other, id], now.RootElement.GetProperty("next").EnumerateArray().Select(one => one.GetProperty("id").GetString()!));

        var browser = await house.SignInAsync(DeskHouse.Operator);
        var page = await DeskHouse.GetAsync(browser, "/ops");
        Assert.Equal("30", page.Header("Refresh"));
        Assert.Contains("The campaign opens", page.Text, StringComparison.Ordinal);
        Assert.Null((await DeskHouse.GetAsync(browser, "/ops?still=yes")).Header("Refresh"));
        var list = await DeskHouse.GetAsync(browser, "/ops/campaigns?q=mira");
        Assert.Null(list.Header("Refresh")); // there is a form on it
        Assert.Contains("1 campaign", list.Text, StringComparison.Ordinal);
        Assert.Contains("Let Mira Élise travel", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Another appeal", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_desk_shows_first_what_waits_for_a_person_and_then_what_comes_soonest()
    {
        var june = await house.LaunchAsync(("opensAt", "2026-06-01T10:00Z"), ("window", "P2D"));
        var april = await house.LaunchAsync(("opensAt", "2026-04-20T10:00Z"), ("window", "P2D"));
        var may = await house.LaunchAsync(("opensAt", "2026-05-01T10:00Z"), ("window", "P2D"));
        var waits = await house.LaunchAsync(("window", "P2D"), ("approval", "always"), ("reminders", ""), ("invitations", ""));
        await house.UntilStateAsync(waits, "open");
        await house.ScriptAsync($"/desk/{waits}/close", new StringContent("{}", null, "application/json"));
        await house.UntilStateAsync(waits, "approval");

        var desk = await DeskHouse.GetAsync(await house.SignInAsync(DeskHouse.Coordinator), "/desk");

        Assert.Equal(new[] { waits, april, may, june }.Select(id => $"/desk/{id}"), desk.Document.QuerySelectorAll("main li h2 a").Select(link => link.GetAttribute("href")!));
    }

    [Fact]
    public async Task What_was_cut_off_before_the_list_was_written_is_mended_and_counted()
    {
        var id = await house.LaunchAsync(("title", "Cut off"), ("opensAt", "2026-05-01T10:00Z"), ("window", "P2D"));
        await house.Get<DurableTaskEngine>().WhenQuietAsync().WaitAsync(TimeSpan.FromMinutes(2)); // its first steps write to the list, too
        var index = house.Get<CampaignTables>().Index;
        foreach (var partition in new[] { "list-active", "due", "word" })
            await foreach (var row in index.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"))) await index.DeleteEntityAsync(row);
        await index.UpsertEntityAsync(new TableEntity("due", $"{house.Time.GetUtcNow().UtcTicks:D19}|{id}")); // of a step that is done
        Assert.Empty(await IdsAsync(""));

        house.Time.Advance(TimeSpan.FromMinutes(11));
        await house.UntilAsync("/ops/campaigns?q=cut", text => text.Contains(id, StringComparison.Ordinal));
        Assert.Equal([id], await IdsAsync(""));
        using var now = await JsonAsync("/ops");
        Assert.Equal([id], now.RootElement.GetProperty("next").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
        await house.UntilAsync("/ops/campaigns?after=0", text => text.Contains("\"count\":1", StringComparison.Ordinal));
        Assert.Single(await index.QueryAsync<TableEntity>("PartitionKey eq 'due'").ToListAsync());
    }

    [Fact]
    public async Task The_system_says_who_looked_last_and_names_settings_without_their_values()
    {
        for (var minute = 0; minute < 3; minute++) house.Time.Advance(TimeSpan.FromMinutes(1));
        await house.UntilAsync("/ops/system", text => !text.Contains("\"lookedAt\":null", StringComparison.Ordinal) && !text.Contains("{\"at\":null", StringComparison.Ordinal));
        var json = await (await house.LookAsync("/ops/system")).Content.ReadAsStringAsync();
        var browser = await house.SignInAsync(DeskHouse.Operator);
        var page = await DeskHouse.GetAsync(browser, "/ops/system");
        Assert.Equal("30", page.Header("Refresh"));
        Assert.Contains("the task hub DeskTests answers", page.Text, StringComparison.Ordinal);
        foreach (var text in new[] { json, page.Body })
        {
            Assert.Contains("Campaigns__MasterKey", text, StringComparison.Ordinal);
            foreach (var secret in new[] { Convert.ToBase64String(new byte[32]), DeskHouse.Key, "AccountKey" }) Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }

    async Task<List<string>> IdsAsync(string query)
    {
        using var list = await JsonAsync($"/ops/campaigns{query}");
        return [.. list.RootElement.GetProperty("campaigns").EnumerateArray().Select(one => one.GetProperty("id").GetString()!)];
    }

    async Task<JsonDocument> JsonAsync(string path) => JsonDocument.Parse(await (await house.LookAsync(path)).Content.ReadAsStringAsync());
}
