using Campaigns.Tests.House;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.DurableTask;

public sealed class ClientTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("@a")]
    public async Task AnIdThatAzureRefusesIsRefused(string id)
    {
        await using var hub = await Echo().StartAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => hub.StartAsync("echo", 1, id));
        await Assert.ThrowsAsync<ArgumentException>(() => hub.StartAsync("echo", 1, new string('x', 101)));
    }

    [Theory]
    [InlineData("it's «ж» %20 & more")]
    [InlineData("x")]
    public async Task AnIdThatAzureAllowsWorks(string id)
    {
        await using var hub = await Echo().StartAsync();
        await hub.StartAsync("echo", 4, id);
        Assert.Equal(4, await hub.ResultAsync<int>(id));
        Assert.Equal(2, (await hub.Engine.GetEventsAsync(id)).Count);
    }

    [Fact]
    public async Task AnUnknownOrchestratorIsRefused()
    {
        await using var hub = await Echo().StartAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => hub.StartAsync("nothing"));
    }

    [Fact]
    public async Task AnIdInUseIsRefusedAndOneThatIsOverBeginsAnew()
    {
        await using var hub = await Wait().StartAsync();
        await hub.StartAsync("wait", 1, "one");
        var twice = await Record.ExceptionAsync(() => hub.StartAsync("wait", 2, "one"));
        Assert.Equal("DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException", twice!.GetType().FullName);
        await hub.Client.RaiseEventAsync("one", "e", "first");
        Assert.Equal("1first", await hub.ResultAsync<string>("one"));

        await hub.StartAsync("wait", 3, "one");
        await hub.Client.RaiseEventAsync("one", "e", "second");
        Assert.Equal("3second", await hub.ResultAsync<string>("one"));
        Assert.Equal(3, (await hub.Engine.GetEventsAsync("one")).Count);
    }

    [Fact]
    public async Task ADoubleStartAtTheSameMomentStartsOnce()
    {
        await using var hub = await Wait().StartAsync();
        var starts = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Record.ExceptionAsync(() => hub.StartAsync("wait", n, "one")).AsTask()));
        Assert.Equal(1, starts.Count(e => e is null));
    }

    [Fact]
    public async Task TheStarterSaysWhatMustNotBeReplaced()
    {
        await using var hub = await Wait().StartAsync();
        var keepOver = new StartOrchestrationOptions("one").WithDedupeStatuses(OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Running);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("wait", 1, keepOver);
        await hub.SettleAsync();
        Assert.NotNull(await Record.ExceptionAsync(() => hub.Client.ScheduleNewOrchestrationInstanceAsync("wait", 2, keepOver)));
        await hub.Client.RaiseEventAsync("one", "e", "x");
        Assert.Equal("1x", await hub.ResultAsync<string>("one"));
        Assert.NotNull(await Record.ExceptionAsync(() => hub.Client.ScheduleNewOrchestrationInstanceAsync("wait", 2, keepOver)));

        await hub.StartAsync("wait", 3, "one");
        await hub.SettleAsync();
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("wait", 4, new StartOrchestrationOptions("one").WithDedupeStatuses());
        await hub.SettleAsync();
        await hub.Client.RaiseEventAsync("one", "e", "y");
        Assert.Equal("4y", await hub.ResultAsync<string>("one"));
    }

    [Fact]
    public async Task QueriesFilterAndGoOnPageByPage()
    {
        await using var hub = await Wait().StartAsync();
        for (var n = 0; n < 12; n++)
        {
            await hub.StartAsync("wait", n, $"{(n % 2 == 0 ? "even" : "odd")}-{n:00}");
            hub.Time.Advance(TimeSpan.FromHours(1));
        }

        await hub.SettleAsync();
        await hub.Client.RaiseEventAsync("even-04", "e", "!");
        await hub.Client.SuspendInstanceAsync("odd-07");
        await hub.SettleAsync();

        Assert.Equal(12, (await ListAsync(hub, new())).Count);
        Assert.Equal(["even-04"], await ListAsync(hub, new(Statuses: [OrchestrationRuntimeStatus.Completed])));
        Assert.Equal(["odd-07"], await ListAsync(hub, new(Statuses: [OrchestrationRuntimeStatus.Suspended, OrchestrationRuntimeStatus.Pending])));
        Assert.Equal(6, (await ListAsync(hub, new(InstanceIdPrefix: "odd-"))).Count);
        var from = hub.Time.GetUtcNow().AddHours(-3);
        Assert.Equal(["even-10", "odd-09", "odd-11"], await ListAsync(hub, new(CreatedFrom: from)));
        Assert.Empty(await ListAsync(hub, new(TaskHubNames: ["another"])));

        List<int> sizes = [];
        string? token = null;
        do
        {
            var page = await FirstPageAsync(hub.Client.GetAllInstancesAsync(new(PageSize: 5, ContinuationToken: token)));
            sizes.Add(page.Values.Count);
            token = page.ContinuationToken;
        }
        while (token is not null);
        Assert.Equal([5, 5, 2], sizes);
    }

    [Fact]
    public async Task PayloadsAreGivenOnlyWhenAskedFor()
    {
        await using var hub = await Echo().StartAsync();
        await hub.StartAsync("echo", 4, "e");
        await hub.SettleAsync();
        var bare = await hub.Client.GetInstanceAsync("e");
        Assert.Null(bare!.SerializedOutput);
        Assert.Throws<InvalidOperationException>(() => bare.ReadOutputAs<int>());
        Assert.Equal(4, (await hub.GetAsync("e")).ReadInputAs<int>());
    }

    [Fact]
    public async Task WaitingEndsWithTheStatus()
    {
        await using var hub = await Wait().StartAsync();
        var id = await hub.StartAsync("wait", 1);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.Client.WaitForInstanceStartAsync(id)).RuntimeStatus);
        var completion = hub.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        Assert.False(completion.IsCompleted);
        await hub.Client.RaiseEventAsync(id, "e", "x");
        Assert.Equal("1x", (await completion.WaitAsync(TimeSpan.FromMinutes(2))).ReadOutputAs<string>());
        using var cancel = new CancellationTokenSource();
        var never = hub.Client.WaitForInstanceCompletionAsync(await hub.StartAsync("wait", 2), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => never);
    }

    [Fact]
    public async Task TagsAndVersionsAreKept()
    {
        await using var hub = new TestHub(azurite, version: "1.0");
        hub.Orchestrator<int, string>("version", (context, _) => Task.FromResult($"'{context.Version}' {context.CompareVersionTo("1.0")}"));
        await hub.StartAsync();
        Assert.Equal("'1.0' 0", await hub.RunAsync<string>("version"));
        var options = new StartOrchestrationOptions { Version = "0.9", Tags = new Dictionary<string, string> { ["kind"] = "test" } };
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("version", options);
        Assert.Equal("'0.9' -1", await hub.ResultAsync<string>(id));
        Assert.Equal("test", (await hub.GetAsync(id)).Tags["kind"]);
        id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("version", new StartOrchestrationOptions { Version = TaskVersion.Unversioned });
        Assert.Equal("'' -1", await hub.ResultAsync<string>(id));
    }

    TestHub Echo() => new TestHub(azurite).Orchestrator<int, int>("echo", (_, n) => Task.FromResult(n));

    TestHub Wait() => new TestHub(azurite)
        .Orchestrator<int, string>("wait", async (context, n) => n + await context.WaitForExternalEvent<string>("e"));

    static async Task<List<string>> ListAsync(TestHub hub, OrchestrationQuery query)
    {
        List<string> ids = [];
        await foreach (var instance in hub.Client.GetAllInstancesAsync(query)) ids.Add(instance.InstanceId);
        ids.Sort(StringComparer.Ordinal);
        return ids;
    }

    static async Task<Page<OrchestrationMetadata>> FirstPageAsync(AsyncPageable<OrchestrationMetadata> pages)
    {
        await foreach (var page in pages.AsPages()) return page;
        throw new InvalidOperationException("no page");
    }
}
