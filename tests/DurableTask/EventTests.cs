using Campaigns.Tests.House;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.DurableTask;

public sealed class EventTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task AnEventThatComesEarlyIsKeptWhateverTheCaseOfItsName()
    {
        await using var hub = await new TestHub(azurite).Orchestrator<int, string>("early", async (context, _) =>
        {
            await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
            return await context.WaitForExternalEvent<string>("Approved") + await context.WaitForExternalEvent<string>("approved");
        }).StartAsync();
        var id = await hub.StartAsync("early");
        await hub.Client.RaiseEventAsync(id, "APPROVED", "1");
        await hub.Client.RaiseEventAsync(id, "approved", "2");
        await hub.RestartAsync();
        await hub.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal("12", await hub.ResultAsync<string>(id));
    }

    [Fact]
    public async Task TheLatestWaiterIsServedFirst()
    {
        await using var hub = await new TestHub(azurite).Orchestrator<int, string>("wait", async (context, _) =>
        {
            var first = context.WaitForExternalEvent<string>("e");
            var second = context.WaitForExternalEvent<string>("e");
            return $"{await second}{await first}";
        }).StartAsync();
        var id = await hub.StartAsync("wait");
        await hub.Client.RaiseEventAsync(id, "e", "1");
        await hub.Client.RaiseEventAsync(id, "e", "2");
        Assert.Equal("12", await hub.ResultAsync<string>(id));
    }

    [Fact]
    public async Task ACancelledWaiterStillTakesItsTurn()
    {
        await using var hub = await new TestHub(azurite).Orchestrator<int, string>("wait", async (context, _) =>
        {
            using var cancel = new CancellationTokenSource();
            var abandoned = context.WaitForExternalEvent<string>("e", cancel.Token);
            cancel.Cancel();
            var first = await context.WaitForExternalEvent<string>("e");
            await context.CreateTimer(TimeSpan.FromMinutes(1), CancellationToken.None);
            return first + await context.WaitForExternalEvent<string>("e") + abandoned.Status;
        }).StartAsync();
        var id = await hub.StartAsync("wait");
        foreach (var payload in (string[])["1", "swallowed", "3"]) await hub.Client.RaiseEventAsync(id, "e", payload);
        await hub.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("13Canceled", await hub.ResultAsync<string>(id));
    }

    [Fact]
    public async Task AWaitWithALimitIsCancelled()
    {
        await using var hub = await new TestHub(azurite).Orchestrator<int, string>("limit", async (context, _) =>
        {
            try
            {
                return await context.WaitForExternalEvent<string>("e", TimeSpan.FromHours(3));
            }
            catch (TaskCanceledException)
            {
                return $"late at {context.CurrentUtcDateTime:HH:mm}";
            }
        }).StartAsync();
        var late = await hub.StartAsync("limit");
        var inTime = await hub.StartAsync("limit");
        await hub.Client.RaiseEventAsync(inTime, "e", "in time");
        await hub.PassAsync(TimeSpan.FromHours(4));
        Assert.Equal("late at 11:00", await hub.ResultAsync<string>(late));
        Assert.Equal("in time", await hub.ResultAsync<string>(inTime));
    }

    [Fact]
    public async Task ManyAtOnceAreAllTakenOnce()
    {
        await using var hub = await new TestHub(azurite).Orchestrator<int, int[]>("count", async (context, expected) =>
        {
            List<int> got = [];
            while (got.Count < expected) got.Add(await context.WaitForExternalEvent<int>("n"));
            return [.. got];
        }).StartAsync();
        var id = await hub.StartAsync("count", 250);
        await Task.WhenAll(Enumerable.Range(1, 250).Select(n => hub.Client.RaiseEventAsync(id, "n", n)));
        var got = await hub.ResultAsync<int[]>(id);
        Assert.Equal(Enumerable.Range(1, 250), got!.Order());
    }

    [Fact]
    public async Task AnInstanceThatIsMissingOrOverTakesNone()
    {
        await using var hub = await new TestHub(azurite).Orchestrator<int, int>("end", (_, n) => Task.FromResult(n)).StartAsync();
        var id = await hub.StartAsync("end", 3);
        Assert.Equal(3, await hub.ResultAsync<int>(id));
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.RaiseEventAsync(id, "e"));
        await Assert.ThrowsAsync<ArgumentException>(() => hub.Client.RaiseEventAsync("nobody", "e"));
    }

    [Fact]
    public async Task OrchestrationsTellEachOther()
    {
        await using var hub = await new TestHub(azurite)
            .Orchestrator<int, int>("listener", async (context, count) =>
            {
                var sum = 0;
                for (var i = 0; i < count; i++) sum = (sum * 10) + await context.WaitForExternalEvent<int>("n");
                return sum;
            })
            .Orchestrator<string, string>("teller", (context, target) =>
            {
                for (var i = 1; i <= 5; i++) context.SendEvent(target, "n", i);
                context.SendEvent("nobody", "n", 1);
                return Task.FromResult("told");
            }).StartAsync();
        var listener = await hub.StartAsync("listener", 5);
        Assert.Equal("told", await hub.RunAsync<string>("teller", listener));
        Assert.Equal(12345, await hub.ResultAsync<int>(listener));
    }

    [Fact]
    public async Task APayloadThatDoesNotFitFailsTheWait()
    {
        await using var hub = await new TestHub(azurite)
            .Orchestrator<int, int>("wait", (context, _) => context.WaitForExternalEvent<int>("n")).StartAsync();
        var id = await hub.StartAsync("wait");
        await hub.Client.RaiseEventAsync(id, "n", "no number");
        await hub.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await hub.GetAsync(id)).RuntimeStatus);
    }
}
