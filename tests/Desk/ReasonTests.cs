using System.Text;
using System.Text.Json;

namespace Campaigns.Tests.Desk;

/// <summary>Whoever overrides the course of a campaign says why, in one line that harms nobody: at the desk and in the operator's room.</summary>
[Collection(DeskCollection.Name)]
public sealed class ReasonTests(DeskFixture fixture)
{
    static readonly string?[] Wrong =
    [
        null, "", " ", "\t", "...", new('x', Limits.Reason + 1), "<b>because</b>", "<script>alert(1)</script>", "because\r\nBcc: spy@example.org", "two\nlines", "bell\a", "nul\0",
        "line\u2028separator", "\u202Ereversed", "lost \uFFFD", "no\uFFFEcharacter",
    ];

    public static TheoryData<string> Doors() => ["desk/cancel", "desk/resend", "ops/suspend", "ops/resume", "ops/retry"];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task A_reason_that_is_none_is_refused_on_the_page_and_to_scripts(string door)
    {
        var house = await fixture.GetAsync();
        var id = await house.LaunchAsync(("opensAt", "2026-05-01T10:00Z"), ("window", "P2D"));
        var path = $"/{door.Replace("/", $"/{id}/", StringComparison.Ordinal)}";
        var before = await house.StoredAsync(id);
        foreach (var reason in Wrong)
        {
            var fields = new Dictionary<string, string> { ["round"] = "1", ["addressee"] = "1" };
            if (reason is not null) fields["reason"] = reason;
            var page = await Answer.OfAsync(await house.ScriptAsync(path, new FormUrlEncodedContent(fields)));
            Assert.True(page.Status == 422, $"{reason}: {page.Status}");
            Assert.Contains(page.Document.QuerySelectorAll(".errors a"), link => link.GetAttribute("href") == "#f-reason");
            Assert.Empty(page.Document.QuerySelectorAll("script, main b"));
            await RefusedAsync(house, path, JsonSerializer.Serialize(fields));
        }
        foreach (var value in new[] { "5", "true", "null", "[]", "[\"because\"]", "{\"a\":\"b\"}" }) await RefusedAsync(house, path, $$"""{"round":1,"addressee":1,"reason":{{value}}}""");
        Assert.Equal(before, await house.StoredAsync(id));
    }

    [Fact]
    public async Task A_reason_may_be_as_long_as_the_limit()
    {
        var house = await fixture.GetAsync();
        var reason = new string('ж', Limits.Reason);
        var id = await house.LaunchAsync(("opensAt", "2026-05-01T10:00Z"), ("window", "P2D"));
        Assert.Equal(303, (int)(await house.ScriptAsync($"/ops/{id}/retry", new FormUrlEncodedContent([new("reason", reason)]))).StatusCode);
        Assert.Equal(303, (int)(await house.ScriptAsync($"/desk/{id}/cancel", new FormUrlEncodedContent([new("reason", reason)]))).StatusCode);
        var desk = await (await house.LookAsync($"/desk/{id}")).Content.ReadAsStringAsync();
        using var json = JsonDocument.Parse(desk);
        Assert.Equal(2, json.RootElement.GetProperty("journal").EnumerateArray().Count(entry => entry.GetProperty("note").GetString() == reason));
    }

    static async Task RefusedAsync(DeskHouse house, string path, string body)
    {
        var answer = await Answer.OfAsync(await house.ScriptAsync(path, new StringContent(body, Encoding.UTF8, "application/json")));
        Assert.True(answer.Status == 422, $"{body}: {answer.Status}");
        Assert.Contains("\"field\":\"reason\"", answer.Body, StringComparison.Ordinal);
    }
}
