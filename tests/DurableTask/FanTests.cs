using Campaigns.Local.DurableTask;
using Campaigns.Tests.House;
using Microsoft.DurableTask;

namespace Campaigns.Tests.DurableTask;

public sealed class FanTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task AThousandGoOutAndComeIn()
    {
        var runs = 0;
        await using var hub = Fan(() => Interlocked.Increment(ref runs));
        await hub.StartAsync();
        Assert.Equal(499_500 * 2, await hub.RunAsync<int>("fan", 1000));
        Assert.Equal(1000, runs);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task ADeathBetweenThePartsOfALargeCommitIsHarmless(int parts)
    {
        var runs = 0;
        await using var hub = Fan(() => Interlocked.Increment(ref runs));
        var commits = 0;
        hub.AfterStorageCall = what =>
        {
            if (what == "commit history" && ++commits == parts) hub.Engine.Abandon();
            return Task.CompletedTask;
        };
        await hub.StartAsync();
        var id = await hub.StartAsync("fan", 500);
        await hub.SettleAsync();
        Assert.True(hub.Engine.IsStopped);
        Assert.Equal(0, runs);
        Assert.Empty(await ReadAsync(hub, id));

        hub.AfterStorageCall = null;
        await hub.StartAsync();
        Assert.Equal(124_750 * 2, await hub.ResultAsync<int>(id));
        Assert.Equal(500, runs);
        var events = await hub.Engine.GetEventsAsync(id);
        Assert.Equal(500, events.Count(e => e.Type == HistoryEventType.TaskScheduled));
        Assert.Equal(500, events.Count(e => e.Type == HistoryEventType.TaskCompleted));
    }

    [Fact]
    public async Task AFailureAmongManyIsOne()
    {
        await using var hub = await new TestHub(azurite)
            .Activity<int, int>("some", n => n % 7 == 0 ? throw new InvalidOperationException("seven") : n)
            .Orchestrator<int, int>("fan", async (context, count) =>
            {
                var tasks = Enumerable.Range(1, count).Select(n => context.CallActivityAsync<int>("some", n)).ToList();
                try
                {
                    await Task.WhenAll(tasks);
                }
                catch (TaskFailedException)
                {
                }

                return tasks.Count(t => t.IsFaulted);
            }).StartAsync();
        Assert.Equal(4, await hub.RunAsync<int>("fan", 30));
    }

    static async Task<IReadOnlyList<HistoryEvent>> ReadAsync(TestHub hub, string id)
    {
        await using var reader = hub.NewEngine();
        return await reader.GetEventsAsync(id);
    }

    TestHub Fan(Action ran) => new TestHub(azurite)
        .Activity<int, int>("double", n =>
        {
            ran();
            return n * 2;
        })
        .Orchestrator<int, int>("fan", async (context, count) =>
            (await Task.WhenAll(Enumerable.Range(0, count).Select(n => context.CallActivityAsync<int>("double", n)))).Sum());
}
