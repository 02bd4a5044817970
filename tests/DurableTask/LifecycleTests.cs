using Campaigns.Tests.House;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.DurableTask;

public sealed class LifecycleTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ASuspendedInstanceHoldsEverythingUntilItIsResumed(bool restart)
    {
        var runs = 0;
        await using var hub = await new TestHub(azurite)
            .Activity<string, string>("note", text =>
            {
                runs++;
                return text;
            })
            .Orchestrator<int, string>("hold", async (context, _) =>
            {
                var word = context.WaitForExternalEvent<string>("e");
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return await context.CallActivityAsync<string>("note", await word) + context.CurrentUtcDateTime.Hour;
            }).StartAsync();
        var id = await hub.StartAsync("hold");
        await hub.SettleAsync();
        await hub.Client.SuspendInstanceAsync(id, "a question");
        await hub.Client.RaiseEventAsync(id, "e", "held");
        await hub.PassAsync(TimeSpan.FromHours(2));
        if (restart) await hub.RestartAsync();
        await hub.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await hub.GetAsync(id)).RuntimeStatus);
        Assert.Equal(0, runs);

        await hub.Client.ResumeInstanceAsync(id, "answered");
        Assert.Equal("held11", await hub.ResultAsync<string>(id));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task ATerminatedInstanceDoesNoMoreAndKeepsItsOutput()
    {
        await using var hub = await new TestHub(azurite).Orchestrator<int, string>("long", async (context, _) =>
        {
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return "done";
        }).StartAsync();
        var id = await hub.StartAsync("long");
        await hub.SettleAsync();
        await hub.Client.TerminateInstanceAsync(id, "no longer needed");
        await hub.RestartAsync();
        await hub.PassAsync(TimeSpan.FromHours(2));
        var instance = await hub.GetAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, instance.RuntimeStatus);
        Assert.Equal("no longer needed", instance.ReadOutputAs<string>());
        Assert.True(instance.IsCompleted);
    }

    [Fact]
    public async Task TheCustomStatusIsSeenAtOnceAndAfterARestart()
    {
        await using var hub = await new TestHub(azurite).Orchestrator<int, int>("status", async (context, _) =>
        {
            context.SetCustomStatus(new { Phase = "open" });
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            context.SetCustomStatus(null);
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return 1;
        }).StartAsync();
        var id = await hub.StartAsync("status");
        await hub.SettleAsync();
        Assert.Equal("""{"Phase":"open"}""", (await hub.GetAsync(id)).SerializedCustomStatus);
        await hub.RestartAsync();
        await hub.SettleAsync();
        Assert.Equal("""{"Phase":"open"}""", (await hub.GetAsync(id)).SerializedCustomStatus);
        await hub.PassAsync(TimeSpan.FromHours(1.5));
        await hub.RestartAsync();
        await hub.SettleAsync();
        Assert.Null((await hub.GetAsync(id)).SerializedCustomStatus);
    }

    [Fact]
    public async Task ARestartRunsTheSameInputAgain()
    {
        await using var hub = await new TestHub(azurite)
            .Orchestrator<int, string>("echo", async (context, n) => $"{n}{(n > 5 ? await context.WaitForExternalEvent<string>("e") : "")}").StartAsync();
        await hub.StartAsync("echo", 3, "a");
        Assert.Equal("3", await hub.ResultAsync<string>("a"));
        var created = (await hub.GetAsync("a")).CreatedAt;
        hub.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal("a", await hub.Client.RestartAsync("a"));
        Assert.Equal("3", await hub.ResultAsync<string>("a"));
        Assert.Equal(created.AddDays(1), (await hub.GetAsync("a")).CreatedAt);
        var copy = await hub.Client.RestartAsync("a", restartWithNewInstanceId: true);
        Assert.NotEqual("a", copy);
        Assert.Equal("3", await hub.ResultAsync<string>(copy));

        await hub.StartAsync("echo", 9, "b");
        await hub.SettleAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.RestartAsync("b"));
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Client.RestartAsync("nobody"));
    }

    [Fact]
    public async Task OnlyWhatIsOverIsPurged()
    {
        await using var hub = await new TestHub(azurite)
            .Orchestrator<int, int>("child", (_, n) => Task.FromResult(n))
            .Orchestrator<int, int>("parent", (context, n) => context.CallSubOrchestratorAsync<int>("child", n, new SubOrchestrationOptions(instanceId: "p-child")))
            .Orchestrator<int, int>("wait", (context, _) => context.WaitForExternalEvent<int>("e"))
            .StartAsync();
        await hub.StartAsync("wait", 0, "w");
        await hub.StartAsync("parent", 1, "p");
        await hub.SettleAsync();
        Assert.Equal(0, (await hub.Client.PurgeInstanceAsync("w")).PurgedInstanceCount);
        Assert.Equal(0, (await hub.Client.PurgeInstanceAsync("nobody")).PurgedInstanceCount);
        Assert.Equal(2, (await hub.Client.PurgeInstanceAsync("p", new PurgeInstanceOptions(Recursive: true))).PurgedInstanceCount);
        Assert.Null(await hub.Client.GetInstanceAsync("p"));
        Assert.Null(await hub.Client.GetInstanceAsync("p-child"));
        Assert.Empty(await hub.Engine.GetEventsAsync("p"));
        await hub.Client.RaiseEventAsync("w", "e", 5);
        Assert.Equal(5, await hub.ResultAsync<int>("w"));
        Assert.NotEmpty(await hub.Engine.GetEventsAsync("w"));
    }

    [Fact]
    public async Task AFilterPurgesByTimeAndStatus()
    {
        await using var hub = await new TestHub(azurite)
            .Orchestrator<int, int>("end", (_, n) => n < 0 ? throw new InvalidOperationException("negative") : Task.FromResult(n)).StartAsync();
        foreach (var n in (int[])[1, -1, 2])
        {
            await hub.StartAsync("end", n, $"i{n}");
            await hub.SettleAsync();
            hub.Time.Advance(TimeSpan.FromDays(1));
        }

        var failed = new PurgeInstancesFilter(Statuses: [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Running]);
        Assert.Equal(1, (await hub.Client.PurgeAllInstancesAsync(failed)).PurgedInstanceCount);
        var old = new PurgeInstancesFilter(CreatedTo: hub.Time.GetUtcNow().AddDays(-2));
        Assert.Equal(1, (await hub.Client.PurgeAllInstancesAsync(old)).PurgedInstanceCount);
        Assert.NotNull(await hub.Client.GetInstanceAsync("i2"));
    }
}
