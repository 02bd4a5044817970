using System.Globalization;
using Azure.Data.Tables;
using Campaigns.Alarms;
using Campaigns.Local.DurableTask;
using Campaigns.Tests.Desk;
using Campaigns.Tests.House;
using Microsoft.Extensions.Time.Testing;
using static Campaigns.Tests.Life.Stories;

namespace Campaigns.Tests.Alarms;

/// <summary>How long the histories of orchestrations in flight are.</summary>
public sealed class HistoryWatchTests(AzuriteFixture azurite)
{
    readonly FakeTimeProvider time = new(Start);

    [Fact]
    public async Task The_longest_in_flight_counts_and_neither_what_is_over_nor_what_an_earlier_execution_left()
    {
        var (storage, hub) = await HubAsync();
        var watch = new HistoryWatch(storage, new TaskHub(hub), time);
        Assert.Null(await watch.LookAsync(TestContext.Current.CancellationToken));
        await PlantAsync(storage, hub, "over", "Completed", "one", 0, 60);
        await PlantAsync(storage, hub, "waits", "Running", "two", 0, 12);
        await PlantAsync(storage, hub, "anew", "Running", "one", 0, 40);
        await PlantAsync(storage, hub, "anew", "Running", "three", 40, 9);
        await PlantAsync(storage, hub, "asleep", "Suspended", "one", 0, 21);
        await storage.GetTableClient(hub + "History").AddEntityAsync(new TableEntity("waits", "sentinel") { ["ExecutionId"] = "two" }, TestContext.Current.CancellationToken);

        Assert.Null(await watch.LookAsync(TestContext.Current.CancellationToken)); // it looked a moment ago
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(new("asleep", 21), await watch.LookAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Of_very_many_those_are_looked_at_that_moved_last()
    {
        var (storage, hub) = await HubAsync();
        await PlantAsync(storage, hub, "still", "Running", "one", 0, 9);
        time.Advance(TimeSpan.FromMinutes(1));
        foreach (var number in Enumerable.Range(1, HistoryWatch.MostInstances)) await PlantAsync(storage, hub, $"moves{number}", "Running", "one", 0, number % 7 + 1);

        Assert.Equal(7, (await new HistoryWatch(storage, new TaskHub(hub), time).LookAsync(TestContext.Current.CancellationToken))!.Events);
    }

    [Fact]
    public async Task A_storage_provider_without_these_tables_tells_nothing()
    {
        var storage = new TableServiceClient(azurite.ConnectionString);

        Assert.Null(await new HistoryWatch(storage, new TaskHub(AzuriteFixture.NewName("NoHub")), time).LookAsync(TestContext.Current.CancellationToken));
        Assert.Null(await new HistoryWatch(storage, new TaskHub(""), time).LookAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_screen_System_says_how_long_and_leads_to_it()
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("reminders", ""), ("invitations", ""));
        await house.UntilStateAsync(id, "open");
        await house.Get<DurableTaskEngine>().WhenQuietAsync().WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        house.Time.Advance(TimeSpan.FromMinutes(11));

        await house.UntilAsync("/ops/system", text => text.Contains($"\"name\":\"history\"", StringComparison.Ordinal));
        var page = await DeskHouse.GetAsync(await house.SignInAsync(DeskHouse.Operator), "/ops/system");
        var line = page.Document.QuerySelectorAll("li").Single(one => one.TextContent.Contains("Events in the longest history", StringComparison.Ordinal));
        Assert.Matches(@"\d+ of 10,000, 0 %\.", line.TextContent);
        Assert.Contains("history?instance=", line.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(200, (await DeskHouse.GetAsync(await house.SignedInAsync(DeskHouse.Operator), line.QuerySelector("a")!.GetAttribute("href")!)).Status);
    }

    async Task<(TableServiceClient Storage, string Hub)> HubAsync()
    {
        var (storage, hub) = (new TableServiceClient(azurite.ConnectionString), AzuriteFixture.NewName("Long"));
        foreach (var table in new[] { "Instances", "History" }) await storage.CreateTableIfNotExistsAsync(hub + table, TestContext.Current.CancellationToken);
        return (storage, hub);
    }

    async Task PlantAsync(TableServiceClient storage, string hub, string instance, string status, string execution, int first, int events)
    {
        await storage.GetTableClient(hub + "Instances").UpsertEntityAsync(
            new TableEntity(instance, "") { ["RuntimeStatus"] = status, ["ExecutionId"] = execution, ["LastUpdatedTime"] = time.GetUtcNow() }, cancellationToken: TestContext.Current.CancellationToken);
        await storage.GetTableClient(hub + "History").SubmitTransactionAsync(Enumerable.Range(first, events).Select(number => new TableTransactionAction(
            TableTransactionActionType.Add, new TableEntity(instance, number.ToString("X16", CultureInfo.InvariantCulture)) { ["ExecutionId"] = execution, ["EventType"] = "TaskCompleted" })), TestContext.Current.CancellationToken);
    }
}
