using Campaigns.Alarms;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.Desk;

/// <summary>What the operator sees of an alarm, over HTTP, in a house of its own: the clock is moved far.</summary>
public sealed class AlarmPageTests : IAsyncLifetime
{
    DeskHouse house = null!;

    public async ValueTask InitializeAsync() => house = await DeskHouse.OpenAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task An_alarm_is_red_everywhere_until_it_is_mended_and_mailed_once()
    {
        var id = await house.LaunchAsync(("title", "Held up"), ("opensAt", "2026-05-01T10:00Z"), ("window", "P2D"));
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"orchestration\":\"running\"", StringComparison.Ordinal));
        var browser = await house.SignInAsync(DeskHouse.Operator);
        Assert.Contains("\"status\":\"ok\"", await JsonAsync("/health"), StringComparison.Ordinal);
        Assert.Equal(303, (await ActAsync("suspend")).Status);

        // The timer that comes every twenty seconds has to find it: nothing else looks.
        house.Time.SetUtcNow(new DateTimeOffset(2026, 5, 1, 10, 0, 0, TimeSpan.Zero));
        browser = await house.SignInAsync(DeskHouse.Operator);
        for (var seconds = 0; seconds < 60; seconds += 20) await house.WatchAsync();
        await house.UntilAsync("/ops", text => text.Contains("\"kind\":\"suspended\"", StringComparison.Ordinal));
        Assert.Contains("\"status\":\"attention\"", await JsonAsync("/health"), StringComparison.Ordinal);
        Assert.Contains("\"overdue\":1", await JsonAsync("/health"), StringComparison.Ordinal);
        foreach (var (path, red) in new[] { ("/ops", ".watched .wrong .alarm"), ($"/ops/{id}", ".errors .alarm") })
            Assert.Contains("Suspended: the opening is due and does not happen", (await DeskHouse.GetAsync(browser, path)).Document.QuerySelector(red)!.TextContent, StringComparison.Ordinal);
        Assert.Contains("The watchdog raised an alarm. Suspended: the opening is due", (await DeskHouse.GetAsync(browser, $"/ops/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal($"/ops/{id}", await house.Mail.LinkAsync(DeskHouse.Operator, "/ops/"));

        Assert.Equal(303, (await ActAsync("resume")).Status);
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"state\":\"open\"", StringComparison.Ordinal));
        await house.WatchAsync();
        await house.UntilAsync("/ops", text => text.Contains("\"mended\":[{", StringComparison.Ordinal));
        var list = await DeskHouse.GetAsync(browser, "/ops");
        Assert.Null(list.Document.QuerySelector(".alarm"));
        Assert.Contains("Mended in the last seven days", list.Text, StringComparison.Ordinal);
        Assert.Contains("An alarm is mended. It said: Suspended", (await DeskHouse.GetAsync(browser, $"/ops/{id}")).Text, StringComparison.Ordinal);
        Assert.Single(house.Mail.With(DeskHouse.Operator, "/ops/"));

        async Task<Answer> ActAsync(string action)
        {
            var token = (await DeskHouse.GetAsync(browser, $"/ops/{id}")).Document.Forms[^1].QuerySelector("input[name=form]")!.GetAttribute("value")!;
            return await Answer.OfAsync(await browser.PostAsync($"/ops/{id}/{action}", new FormUrlEncodedContent([new("form", token), new("reason", "to see")])));
        }
    }

    [Fact]
    public async Task A_watchdog_that_does_not_look_is_said()
    {
        await house.UntilAsync("/health", text => text.Contains("\"watchdog\":\"ok\"", StringComparison.Ordinal));
        var seen = (await house.Get<AlarmBook>().LookedAtAsync())!.Value;
        await house.Get<Storage.CampaignTables>().Alarms.UpsertEntityAsync(new Azure.Data.Tables.TableEntity("watch", "last") { ["At"] = seen.AddMinutes(-3) });
        Assert.Contains("\"watchdog\":\"late\"", await JsonAsync("/health"), StringComparison.Ordinal);
        var browser = await house.SignInAsync(DeskHouse.Operator);
        Assert.Contains("The watchdog is not looking", (await DeskHouse.GetAsync(browser, "/ops")).Text, StringComparison.Ordinal);
    }

    async Task<string> JsonAsync(string path) => await (await house.LookAsync(path)).Content.ReadAsStringAsync();
}
