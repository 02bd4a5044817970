using System.Net.Http.Json;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Privacy;

/// <summary>Who may have personal data destroyed before its time, when, and what has to be said for it.</summary>
[Collection(DeskCollection.Name)]
public sealed class PurgeAtTheDeskTests(DeskFixture fixture)
{
    [Fact]
    public async Task The_operator_can_too_and_the_certificate_says_who()
    {
        var house = await fixture.GetAsync();
        var id = await CancelledAsync(house);
        var browser = await house.SignedInAsync(DeskHouse.Operator);
        var page = await DeskHouse.GetAsync(browser, $"/ops/{id}");
        var refused = await DeskHouse.SendAsync(browser, page, $"/ops/{id}/purge", ("why", "request"), ("confirm", "no"));
        Assert.Equal(422, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector(".errors a[href='#f-confirm']"));
        Assert.Equal(303, (await DeskHouse.SendAsync(browser, page, $"/ops/{id}/purge", ("why", "request"), ("confirm", "yes"))).Status);
        await house.UntilAsync($"/desk/{id}", text => text.Contains("\"hash\":", StringComparison.Ordinal));

        var certificate = await house.Browser.GetStringAsync($"/campaigns/{id}/purge.txt");
        Assert.Contains("state: cancelled\n", certificate, StringComparison.Ordinal);
        Assert.Contains("by: operator\nwhy: request\n", certificate, StringComparison.Ordinal);
        var json = await (await house.LookAsync($"/campaigns/{id}/purge")).Content.ReadAsStringAsync();
        Assert.Contains("\"why\":\"request\"", json, StringComparison.Ordinal);
        Assert.Equal(200, (await DeskHouse.GetAsync(browser, $"/ops/{id}")).Status);
    }

    [Fact]
    public async Task Without_a_reason_of_the_list_or_before_the_end_nothing_is_destroyed()
    {
        var house = await fixture.GetAsync();
        var open = await house.LaunchAsync(("opensAt", "2026-06-01T10:00Z"), ("window", "P2D"));
        Assert.Equal(409, (int)(await house.ScriptAsync($"/desk/{open}/purge", JsonContent.Create(new { why = "danger", confirm = "yes" }))).StatusCode);
        var id = await CancelledAsync(house);
        foreach (var (why, confirm) in new[] { ("", "yes"), ("because", "yes"), ("danger", ""), ("danger", "maybe") })
            Assert.Equal(422, (int)(await house.ScriptAsync($"/desk/{id}/purge", JsonContent.Create(new { why, confirm }))).StatusCode);
        Assert.Equal(404, (await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}/purge")).Status);
        Assert.Equal(404, (await DeskHouse.GetAsync(house.Browser, $"/campaigns/{id}/purge.txt")).Status);
        var desk = await (await house.LookAsync($"/desk/{id}")).Content.ReadAsStringAsync();
        Assert.Contains("\"retention\":\"P1Y\",\"keptUntil\":\"2027-", desk, StringComparison.Ordinal);
        Assert.Contains("\"purge\":null", desk, StringComparison.Ordinal);
    }

    static async Task<string> CancelledAsync(DeskHouse house)
    {
        var id = await house.LaunchAsync(("opensAt", "2026-06-01T10:00Z"), ("window", "P2D"));
        Assert.True((await house.ScriptAsync($"/desk/{id}/cancel", JsonContent.Create(new { reason = "over" }))).IsSuccessStatusCode);
        await house.UntilAsync($"/desk/{id}", text => text.Contains("\"nextStep\":\"end\"", StringComparison.Ordinal));
        return id;
    }
}
