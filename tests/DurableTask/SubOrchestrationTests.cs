using Campaigns.Tests.House;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.DurableTask;

public sealed class SubOrchestrationTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task AChildKnowsItsParentAndGivesItsResult()
    {
        await using var hub = await new TestHub(azurite)
            .Orchestrator<int, string>("child", (context, n) => Task.FromResult($"{n} of {context.Parent!.Name} {context.Parent.InstanceId} in {context.InstanceId}"))
            .Orchestrator<int, string>("parent", (context, n) =>
                context.CallSubOrchestratorAsync<string>("child", n, new SubOrchestrationOptions(instanceId: context.InstanceId + "-round-1")))
            .StartAsync();
        await hub.StartAsync("parent", 7, "c1");
        Assert.Equal("7 of parent c1 in c1-round-1", await hub.ResultAsync<string>("c1"));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.GetAsync("c1-round-1")).RuntimeStatus);
    }

    [Fact]
    public async Task WithoutAnIdOneIsMadeThatReplays()
    {
        await using var hub = await new TestHub(azurite)
            .Orchestrator<int, string>("child", async (context, _) =>
            {
                await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
                return context.InstanceId;
            })
            .Orchestrator<int, string>("parent", async (context, _) =>
                string.Join(' ', await Task.WhenAll(context.CallSubOrchestratorAsync<string>("child"), context.CallSubOrchestratorAsync<string>("child"))))
            .StartAsync();
        var id = await hub.StartAsync("parent");
        await hub.SettleAsync();
        await hub.RestartAsync();
        await hub.PassAsync(TimeSpan.FromHours(2));
        var ids = (await hub.ResultAsync<string>(id))!.Split(' ');
        Assert.Equal(2, ids.Distinct().Count());
        Assert.All(ids, child => Assert.Equal('5', Guid.Parse(child).ToString()[14]));
    }

    [Fact]
    public async Task AFailureComesUpAndMayBeRetried()
    {
        var tries = 0;
        await using var hub = await new TestHub(azurite)
            .Activity<int, int>("third", n => ++tries < 3 ? throw new FormatException("not yet") : n)
            .Orchestrator<int, int>("child", (context, n) => context.CallActivityAsync<int>("third", n))
            .Orchestrator<int, int>("parent", (context, n) => context.CallSubOrchestratorAsync<int>(
                "child", n, new SubOrchestrationOptions(new RetryPolicy(3, TimeSpan.FromMinutes(5)), "the-child")))
            .StartAsync();
        var id = await hub.StartAsync("parent", 4);
        await hub.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(4, await hub.ResultAsync<int>(id));
        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task AnIdThatIsInUseFailsTheCallNotTheOther()
    {
        await using var hub = await new TestHub(azurite)
            .Orchestrator<int, string>("child", (context, _) => context.WaitForExternalEvent<string>("go"))
            .Orchestrator<int, string>("parent", (context, _) =>
                context.CallSubOrchestratorAsync<string>("child", 0, new SubOrchestrationOptions(instanceId: "taken")))
            .StartAsync();
        await hub.StartAsync("child", id: "taken");
        var id = await hub.StartAsync("parent");
        await hub.SettleAsync();
        Assert.Contains("taken", (await hub.GetAsync(id)).FailureDetails!.InnerFailure!.ErrorMessage, StringComparison.Ordinal);
        await hub.Client.RaiseEventAsync("taken", "go", "still here");
        Assert.Equal("still here", await hub.ResultAsync<string>("taken"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TerminationReachesTheChildrenWhenAsked(bool recursive)
    {
        await using var hub = await new TestHub(azurite)
            .Orchestrator<int, string>("leaf", (context, _) => context.WaitForExternalEvent<string>("go"))
            .Orchestrator<int, string>("child", (context, _) =>
                context.CallSubOrchestratorAsync<string>("leaf", 0, new SubOrchestrationOptions(instanceId: "leaf-1")))
            .Orchestrator<int, string>("parent", (context, _) =>
                context.CallSubOrchestratorAsync<string>("child", 0, new SubOrchestrationOptions(instanceId: "child-1")))
            .StartAsync();
        var id = await hub.StartAsync("parent");
        await hub.SettleAsync();
        await hub.Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("stopped", recursive));
        await hub.SettleAsync();

        Assert.Equal("stopped", (await hub.GetAsync(id)).ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.GetAsync(id)).RuntimeStatus);
        var expected = recursive ? OrchestrationRuntimeStatus.Terminated : OrchestrationRuntimeStatus.Running;
        Assert.Equal(expected, (await hub.GetAsync("child-1")).RuntimeStatus);
        Assert.Equal(expected, (await hub.GetAsync("leaf-1")).RuntimeStatus);
    }

    [Fact]
    public async Task ATerminatedChildIsAFailureForItsParent()
    {
        await using var hub = await new TestHub(azurite)
            .Orchestrator<int, string>("child", (context, _) => context.WaitForExternalEvent<string>("go"))
            .Orchestrator<int, string>("parent", async (context, _) =>
            {
                try
                {
                    return await context.CallSubOrchestratorAsync<string>("child", 0, new SubOrchestrationOptions(instanceId: "child-1"));
                }
                catch (TaskFailedException e)
                {
                    return e.FailureDetails.ErrorMessage;
                }
            }).StartAsync();
        var id = await hub.StartAsync("parent");
        await hub.SettleAsync();
        await hub.Client.TerminateInstanceAsync("child-1");
        Assert.Contains("terminated", await hub.ResultAsync<string>(id), StringComparison.Ordinal);
    }
}
