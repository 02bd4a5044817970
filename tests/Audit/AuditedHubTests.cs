using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Campaigns.Storage;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.AuditTrails;

/// <summary>The management API of the orchestrations, which no door of ours serves: what is done there is in the trail, and what is not done is not.</summary>
public sealed class AuditedHubTests
{
    const string Hub = "/runtime/webhooks/durabletask";

    [Fact]
    public async Task Every_act_there_leaves_its_rows_and_looking_and_strangers_leave_none()
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("opensAt", "2026-06-01T10:00Z"), ("window", "P2D"));
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"orchestration\":\"running\"", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Accepted, (await house.LookAsync($"{Hub}/instances/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await house.Browser.PostAsync($"{Hub}/instances/{id}/terminate", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await house.Browser.PostAsync($"{Hub}/instances/{id}/terminate?code=guessed", null)).StatusCode);

        Assert.Equal(202, await ActAsync(house, HttpMethod.Post, $"{Hub}/instances/{id}/suspend?reason=Ana%20Example%20asked"));
        Assert.Equal(202, await ActAsync(house, HttpMethod.Post, $"{Hub}/instances/{id}/resume"));
        Assert.Equal(202, await ActAsync(house, HttpMethod.Post, $"{Hub}/instances/{id}/raiseEvent/Doorbell", "null"));
        Assert.Equal(202, (int)(await house.Browser.PostAsync($"{Hub}/instances/{id}/terminate?code={Uri.EscapeDataString(DeskHouse.Key)}", null)).StatusCode);
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"orchestration\":\"terminated\"", StringComparison.Ordinal));
        Assert.Equal(410, await ActAsync(house, HttpMethod.Post, $"{Hub}/instances/{id}/suspend"));
        Assert.Equal(200, await ActAsync(house, HttpMethod.Delete, $"{Hub}/instances/{id}"));
        Assert.Equal(404, await ActAsync(house, HttpMethod.Delete, $"{Hub}/instances/{id}-round-1"));
        Assert.Equal(404, await ActAsync(house, HttpMethod.Post, $"{Hub}/instances/Ana%20Example/terminate"));

        var rows = await RowsAsync(house);
        Assert.Equal(
            ["suspend done", "resume done", "event done", "terminate done", "suspend refused", "purge done", "purge refused", "terminate refused"],
            rows.Where(row => $"{row["part"]}" != "begun").Select(row => $"{row["action"]} {row["part"]}"["hub.".Length..]));
        Assert.Equal(16, rows.Count);
        Assert.All(rows.SkipLast(2), row => Assert.Equal((id, "key"), ($"{row["subject"]}", $"{row["role"]}")));
        Assert.Equal("Ana Example asked", $"{rows[0]["why"]}");
        Assert.Equal((id, "Doorbell"), ($"{rows[4]["facts"]!["asked instance"]}", $"{rows[4]["facts"]!["asked name"]}"));
        Assert.Equal($"{id}-round-1", $"{rows[12]["facts"]!["asked instance"]}");
        Assert.Equal("410", $"{rows[9]["facts"]!["status"]}");
        var stored = string.Join('\n', await house.Get<CampaignTables>().Audit.QueryAsync<TableEntity>().Select(row => string.Join(' ', row.Select(column => $"{column.Value}"))).ToListAsync());
        Assert.DoesNotContain("Ana Example", stored, StringComparison.Ordinal);
        Assert.Contains("\"whole\":true", await (await house.LookAsync("/ops/audit?verify=yes")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    static async Task<int> ActAsync(DeskHouse house, HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path) { Headers = { { "x-functions-key", DeskHouse.Key } } };
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return (int)(await house.Browser.SendAsync(request)).StatusCode;
    }

    static async Task<List<JsonNode>> RowsAsync(DeskHouse house)
    {
        var page = JsonNode.Parse(await (await house.LookAsync("/ops/audit")).Content.ReadAsStringAsync())!;
        return [.. page["rows"]!.AsArray().Select(row => row!).Where(row => $"{row["action"]}".StartsWith("hub.", StringComparison.Ordinal)).Reverse()];
    }
}
