using System.Text.Json;
using Azure.Data.Tables;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Operators;

/// <summary>The history's page and its export, over HTTP.</summary>
public sealed class HistoryDoorTests : IAsyncLifetime
{
    DeskHouse house = null!;

    public async ValueTask InitializeAsync() => house = await DeskHouse.OpenAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task A_whole_campaign_can_be_read_searched_and_taken_along_and_names_nobody()
    {
        var id = await house.LaunchAsync(("title", "All the way"), ("window", "P2D"), ("reminders", ""), ("addressees", "Minister Vidar; Ministry; NO; vidar@example.org; en; Dear Minister"));
        await house.UntilStateAsync(id, "open");
        await house.ScriptAsync($"/desk/{id}/close", new FormUrlEncodedContent([]));
        await house.UntilStateAsync(id, "dispatched");

        using var page = JsonDocument.Parse(await TextAsync($"/ops/{id}/history"));
        Assert.Equal([id, $"{id}-round-1"], page.RootElement.GetProperty("instances").EnumerateArray().Select(one => one.GetProperty("instance").GetString()));
        Assert.Contains(page.RootElement.GetProperty("acts").EnumerateArray(), act => act.GetProperty("outcome").GetString() == "cancelled"); // the wait for the deadline
        using var letters = JsonDocument.Parse(await TextAsync($"/ops/{id}/history?instance={id}-round-1&kind=activity"));
        var letter = Assert.Single(letters.RootElement.GetProperty("acts").EnumerateArray());
        Assert.Equal(("SendLetter", "done", $"campaignId: {id}, round: 1, addressee: 1"), (letter.GetProperty("name").GetString(), letter.GetProperty("outcome").GetString(), letter.GetProperty("input").GetString()));

        var all = await TextAsync($"/ops/{id}/history.json");
        using var whole = JsonDocument.Parse(all);
        Assert.Equal([id, $"{id}-round-1"], whole.RootElement.GetProperty("histories").EnumerateArray().Select(one => one.GetProperty("instance").GetString()));
        foreach (var secret in new[] { "vidar", "Vidar", "example.org", "Dear Minister" }) Assert.DoesNotContain(secret, all, StringComparison.Ordinal);

        var browser = await house.SignInAsync(DeskHouse.Operator);
        var shown = await DeskHouse.GetAsync(browser, $"/ops/{id}/history?kind=cancelled");
        Assert.Contains("Cancelled", shown.Document.QuerySelector(".acts tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("page", shown.Document.QuerySelector(".tree a")!.GetAttribute("aria-current"));
        Assert.NotNull((await DeskHouse.GetAsync(browser, $"/ops/{id}")).Document.QuerySelector($"a[href='/ops/{id}/history']"));
    }

    [Fact]
    public async Task What_failed_is_red_says_why_and_a_long_history_has_pages()
    {
        var id = await house.LaunchAsync(("title", "Long"), ("opensAt", "2026-06-01T10:00Z"), ("window", "P2D"));
        var table = house.Get<TableServiceClient>().GetTableClient("DeskTestsHistory");
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"orchestration\":\"running\"", StringComparison.Ordinal));
        var rows = Enumerable.Range(0, 240).Select(number => new TableEntity($"{id}-round-1", number.ToString("X16", System.Globalization.CultureInfo.InvariantCulture)) { ["EventType"] = "TaskScheduled", ["EventId"] = number, ["Name"] = $"Step{number}", ["Input"] = "\"Kari Example\"" })
            .Append(new($"{id}-round-1", "00000000000000FF") { ["EventType"] = "TaskFailed", ["EventId"] = -1, ["TaskScheduledId"] = 239, ["FailureDetails"] = "{\"ErrorMessage\":\"storage answered 500\"}" });
        foreach (var some in rows.Chunk(100)) await table.SubmitTransactionAsync(some.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));

        var browser = await house.SignInAsync(DeskHouse.Operator);
        var first = await DeskHouse.GetAsync(browser, $"/ops/{id}/history?instance={id}-round-1");
        Assert.Equal(100, first.Document.QuerySelectorAll(".acts tbody tr").Length);
        Assert.Equal("storage answered 500", first.Document.QuerySelector(".acts tr.wrong .alarm + .alarm, .acts tr.wrong td:last-child .alarm")!.TextContent);
        Assert.DoesNotContain("Kari", first.Text, StringComparison.Ordinal);
        var last = await DeskHouse.GetAsync(browser, first.Document.QuerySelectorAll("nav.filter a")[^1].GetAttribute("href")!);
        Assert.Contains("Page 3 of 3", last.Text, StringComparison.Ordinal);
        Assert.Equal(40, last.Document.QuerySelectorAll(".acts tbody tr").Length);
        Assert.Equal(404, (await DeskHouse.GetAsync(browser, "/ops/aaaaaaaaaaaaaaaa/history")).Status);
    }

    async Task<string> TextAsync(string path) => await (await house.LookAsync(path)).Content.ReadAsStringAsync();
}
