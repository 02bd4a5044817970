using System.Text.Json;
using Campaigns.Local.DurableTask;
using Campaigns.Local.DurableTask.Replay;
using Campaigns.Tests.House;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Campaigns.Tests.DurableTask;

public sealed class DeterminismTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task AnOrchestratorThatWasChangedUnderAnInstanceFailsIt()
    {
        await using var hub = await Steps("one", "two").StartAsync();
        var id = await hub.StartAsync("steps");
        await hub.SettleAsync();
        hub.Engine.Abandon();
        hub.Registry = Steps("one", "other").Registry;
        await hub.StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.RaiseEventAsync(id, "go"));
        await hub.SettleAsync();
        var instance = await hub.GetAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.Equal("DurableTask.Core.Exceptions.NonDeterministicOrchestrationException", instance.FailureDetails!.ErrorType);
        Assert.StartsWith("Non-Deterministic workflow detected", instance.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStepThatIsOnlyAddedAtTheEndIsTaken()
    {
        await using var hub = await Steps("one").StartAsync();
        var id = await hub.StartAsync("steps");
        await hub.SettleAsync();
        hub.Engine.Abandon();
        hub.Registry = Steps("one", "two").Registry;
        await hub.StartAsync();
        await hub.Client.RaiseEventAsync(id, "go");
        Assert.Equal("one two", await hub.ResultAsync<string>(id));
    }

    [Fact]
    public async Task ARecordedHistoryTellsWhetherTheCodeStillFits()
    {
        await using var hub = await Steps("one", "two").StartAsync();
        var id = await hub.StartAsync("steps");
        await hub.Client.RaiseEventAsync(id, "go");
        Assert.Equal("one two", await hub.ResultAsync<string>(id));
        var recorded = JsonSerializer.Serialize(await hub.Engine.GetEventsAsync(id));
        var events = JsonSerializer.Deserialize<List<HistoryEvent>>(recorded)!;

        Assert.Empty(HistoryReplay.Run(hub.Registry, id, events));
        Assert.Throws<InvalidOperationException>(() => HistoryReplay.Run(Steps("one", "other").Registry, id, events));
        Assert.Throws<InvalidOperationException>(() => HistoryReplay.Run(Steps("one").Registry, id, events));
        Assert.Throws<InvalidOperationException>(() => HistoryReplay.Run(Steps("one", "two", "three").Registry, id, events));
    }

    [Fact]
    public async Task IdsTimesAndLogsAreTheSameOnReplay()
    {
        List<string> seen = [];
        var logs = new LogLines();
        await using var hub = new TestHub(azurite).Orchestrator<int, string>("ids", async (context, _) =>
        {
            var log = context.CreateReplaySafeLogger("test");
            log.LogInformation("first");
            var before = $"{context.NewGuid()} {context.NewGuid()} {context.CurrentUtcDateTime:o}";
            seen.Add(before);
            await context.CreateTimer(TimeSpan.FromTicks(12_345_678_901), CancellationToken.None);
            log.LogInformation("second {Replaying}", context.IsReplaying);
            return $"{before} {context.NewGuid()} {context.CurrentUtcDateTime:o}";
        });
        hub.Loggers = logs;
        await hub.StartAsync();
        var id = await hub.StartAsync("ids");
        await hub.SettleAsync();
        await hub.RestartAsync();
        await hub.PassAsync(TimeSpan.FromHours(1));
        var result = await hub.ResultAsync<string>(id);

        Assert.Equal(2, seen.Count);
        Assert.Equal(seen[0], seen[1]);
        Assert.StartsWith(seen[0], result, StringComparison.Ordinal);
        Assert.Equal(3, result!.Split(' ').Where((_, i) => i is 0 or 1 or 3).Distinct().Count());
        Assert.Equal(["first", "second False"], logs.Lines);
    }

    [Theory]
    [InlineData("foreign")]
    [InlineData("configure")]
    public async Task AnAwaitThatCannotBeReplayedFailsTheInstance(string kind)
    {
        var foreign = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var hub = await new TestHub(azurite)
            .Activity<int, int>("one", _ => 1)
            .Orchestrator<string, int>("stray", async (context, how) =>
            {
                if (how == "foreign") await foreign.Task;
                if (how == "configure") await context.CallActivityAsync<int>("one").ConfigureAwait(false);
                return await context.CallActivityAsync<int>("one");
            }).StartAsync();
        var id = await hub.StartAsync("stray", kind);
        await hub.SettleAsync();
        foreign.SetResult(); // after it is awaited: what is over before breaks nothing
        var instance = await hub.Client.WaitForInstanceCompletionAsync(id, true).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.True(instance.FailureDetails!.IsCausedBy<InvalidOperationException>());
        await hub.SettleAsync();
    }

    TestHub Steps(params string[] names) => new TestHub(azurite)
        .Activity<string, string>("one", _ => "one").Activity<string, string>("two", _ => "two")
        .Activity<string, string>("three", _ => "three").Activity<string, string>("other", _ => "other")
        .Orchestrator<string, string>("steps", async (context, _) =>
        {
            List<string> done = [await context.CallActivityAsync<string>(names[0])];
            var rest = names.Skip(1).Select(name => context.CallActivityAsync<string>(name)).ToList();
            await context.WaitForExternalEvent<string>("go");
            return string.Join(' ', [.. done, .. await Task.WhenAll(rest)]);
        });
}
