using Campaigns.Local.DurableTask;
using Campaigns.Tests.House;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.DurableTask;

public sealed class ActivityTests(AzuriteFixture azurite)
{
    sealed record Letter(string To, int Pages);

    [Fact]
    public async Task ASequencePassesResultsOn()
    {
        await using var hub = await new TestHub(azurite)
            .Activity<int, int>("double", n => n * 2)
            .Orchestrator<int, int>("three", async (context, n) =>
            {
                for (var i = 0; i < 3; i++) n = await context.CallActivityAsync<int>("double", n);
                return n;
            }).StartAsync();

        Assert.Equal(40, await hub.RunAsync<int>("three", 5));
    }

    [Fact]
    public async Task TypesGoInAndComeOutAsTheyWere()
    {
        await using var hub = await new TestHub(azurite)
            .Activity<Letter, Letter>("send", letter => letter with { Pages = letter.Pages + 1 })
            .Orchestrator<Letter, Letter>("mail", (context, letter) => context.CallActivityAsync<Letter>("SEND", letter))
            .StartAsync();

        Assert.Equal(new Letter("Ministère « Ж »", 3), await hub.RunAsync<Letter>("mail", new Letter("Ministère « Ж »", 2)));
    }

    [Fact]
    public async Task AFailureReachesTheOrchestratorWithItsDetails()
    {
        await using var hub = await new TestHub(azurite)
            .Activity<string, string>("break", Break)
            .Orchestrator<string, string>("catch", async (context, _) =>
            {
                try
                {
                    return await context.CallActivityAsync<string>("break", "x");
                }
                catch (TaskFailedException e) when (e.IsCausedByException<FormatException>())
                {
                    return $"{e.TaskName}#{e.TaskId} {e.FailureDetails.ErrorMessage} <- {e.FailureDetails.InnerFailure!.ErrorMessage}";
                }
            }).StartAsync();

        Assert.Equal("break#0 bad x <- inner", await hub.RunAsync<string>("catch"));
    }

    [Fact]
    public async Task AnUnhandledFailureEndsTheOrchestrationAsFailed()
    {
        await using var hub = await new TestHub(azurite)
            .Activity<string, string>("break", Break)
            .Orchestrator<string, string>("fall", (context, _) => context.CallActivityAsync<string>("break", new string('x', 10_000)))
            .StartAsync();

        var id = await hub.StartAsync("fall");
        await hub.SettleAsync();
        var instance = await hub.GetAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, instance.RuntimeStatus);
        Assert.True(instance.FailureDetails!.IsCausedBy<TaskFailedException>());
        Assert.True(instance.FailureDetails.InnerFailure!.IsCausedBy<FormatException>());
        Assert.InRange(instance.FailureDetails.InnerFailure.ErrorMessage.Length, 1000, 2001);
    }

    [Fact]
    public async Task AnUnknownActivityIsAFailureAndNotRetried()
    {
        await using var hub = await new TestHub(azurite)
            .Orchestrator<string, string>("lost", (context, _) =>
                context.CallActivityAsync<string>("nowhere", TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromHours(1)))))
            .StartAsync();

        var id = await hub.StartAsync("lost");
        await hub.SettleAsync();
        Assert.Contains("nowhere", (await hub.GetAsync(id)).FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APolicyWaitsLongerEachTimeAndGivesUp()
    {
        List<DateTime> tries = [];
        await using var hub = new TestHub(azurite);
        hub.Activity<string, string>("break", text =>
        {
            tries.Add(hub.Now);
            return Break(text);
        });
        hub.Orchestrator<string, string>("retry", (context, _) => context.CallActivityAsync<string>(
            "break", "x", new TaskOptions(new RetryPolicy(4, TimeSpan.FromMinutes(1), 2, TimeSpan.FromMinutes(3)))));
        await hub.StartAsync();
        var id = await hub.StartAsync("retry");
        await hub.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal([1.0, 2.0, 3.0], tries.Zip(tries.Skip(1), (a, b) => (b - a).TotalMinutes));
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await hub.GetAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task APolicyLeavesAloneWhatItDoesNotHandle()
    {
        var tries = 0;
        await using var hub = await new TestHub(azurite)
            .Activity<string, string>("break", text => ++tries > 0 ? Break(text) : text)
            .Orchestrator<string, string>("retry", (context, _) => context.CallActivityAsync<string>(
                "break", "x", new TaskOptions(new RetryPolicy(4, TimeSpan.FromMinutes(1)) { HandleFailure = f => f.IsCausedBy<IOException>() })))
            .StartAsync();
        await hub.StartAsync("retry");
        await hub.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task AHandlerDecidesAndMayWait()
    {
        var tries = 0;
        await using var hub = await new TestHub(azurite)
            .Activity<string, string>("third", text => ++tries < 3 ? Break(text) : "done")
            .Orchestrator<string, string>("retry", (context, _) => context.CallActivityAsync<string>(
                "third", "x", TaskOptions.FromRetryHandler(async retry =>
                {
                    await retry.OrchestrationContext.CreateTimer(TimeSpan.FromHours(retry.LastAttemptNumber), CancellationToken.None);
                    return retry.LastFailure.IsCausedBy<FormatException>();
                })))
            .StartAsync();
        var id = await hub.StartAsync("retry");
        await hub.PassAsync(TimeSpan.FromHours(3));
        Assert.Equal("done", await hub.ResultAsync<string>(id));
    }

    [Fact]
    public async Task AnActivityIsToldWhoCalled()
    {
        await using var hub = new TestHub(azurite, version: "1.5");
        hub.Registry.AddActivity("who", typeof(string), (context, _) =>
            Task.FromResult<object?>($"{context.Name} {context.InstanceId} {context.Version}"));
        hub.Orchestrator<string, string>("ask", (context, _) => context.CallActivityAsync<string>("who"));
        await hub.StartAsync();
        await hub.StartAsync("ask", id: "campaign-7");
        Assert.Equal("who campaign-7 1.5", await hub.ResultAsync<string>("campaign-7"));
    }

    static string Break(string text) => throw new FormatException($"bad {text}", new InvalidOperationException("inner"));
}
