using Campaigns.Tests.House;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.DurableTask;

public sealed class TimerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task TenMonthsPassToTheTick()
    {
        await using var hub = await new TestHub(azurite).Orchestrator<DateTime, DateTime[]>("year", async (context, end) =>
        {
            List<DateTime> seen = [];
            for (var month = 1; month <= 10; month++)
            {
                await context.CreateTimer(context.CurrentUtcDateTime.AddDays(30).AddTicks(1), CancellationToken.None);
                seen.Add(context.CurrentUtcDateTime);
            }

            await context.CreateTimer(end, CancellationToken.None);
            return [.. seen, context.CurrentUtcDateTime];
        }).StartAsync();
        var start = hub.Now;
        var end = start.AddDays(305);
        var id = await hub.StartAsync("year", end);
        await hub.PassAsync(TimeSpan.FromDays(310));

        DateTime[] expected = [.. Enumerable.Range(1, 10).Select(i => start.AddDays(30 * i).AddTicks(i)), end];
        Assert.Equal(expected, await hub.ResultAsync<DateTime[]>(id));
    }

    [Fact]
    public async Task ATimerDoesNotFireEarly()
    {
        await using var hub = await new TestHub(azurite).Orchestrator<int, string>("wait", Wait).StartAsync();
        var id = await hub.StartAsync("wait", 60);
        await hub.PassAsync(TimeSpan.FromMinutes(59.99));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.GetAsync(id)).RuntimeStatus);
        await hub.PassAsync(TimeSpan.FromMinutes(0.01));
        Assert.Equal("done", await hub.ResultAsync<string>(id));
    }

    [Fact]
    public async Task WhatIsLateAfterARestartFiresAtOnce()
    {
        await using var hub = await new TestHub(azurite).Orchestrator<int, string>("wait", Wait).StartAsync();
        var late = await hub.StartAsync("wait", 60);
        var later = await hub.StartAsync("wait", 60 * 24);
        await hub.SettleAsync();
        hub.Engine.Abandon();
        hub.Time.Advance(TimeSpan.FromHours(2));
        await hub.StartAsync();

        Assert.Equal("done", await hub.ResultAsync<string>(late));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.GetAsync(later)).RuntimeStatus);
        await hub.PassAsync(TimeSpan.FromHours(23));
        Assert.Equal("done", await hub.ResultAsync<string>(later));
    }

    [Fact]
    public async Task TheLoserOfARaceIsCancelledAndKeepsNothingWaiting()
    {
        await using var hub = await new TestHub(azurite).Orchestrator<int, string>("race", async (context, _) =>
        {
            using var cancel = new CancellationTokenSource();
            var deadline = context.CreateTimer(TimeSpan.FromDays(200), cancel.Token);
            var moved = context.WaitForExternalEvent<string>("moved");
            if (await Task.WhenAny(deadline, moved) != moved) return "deadline";
            cancel.Cancel();
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            return await moved;
        }).StartAsync();
        var id = await hub.StartAsync("race");
        await hub.SettleAsync();
        await hub.Client.RaiseEventAsync(id, "moved", "by the coordinator");
        await hub.SettleAsync();
        Assert.Equal(hub.Time.GetUtcNow().AddHours(1), hub.Engine.NextWake);
        await hub.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal("by the coordinator", await hub.ResultAsync<string>(id));
        Assert.Null(hub.Engine.NextWake);
    }

    [Fact]
    public async Task TimersOfOneMomentFireInTheirOrder()
    {
        await using var hub = await new TestHub(azurite).Orchestrator<int, string>("many", async (context, _) =>
        {
            List<string> order = [];
            async Task After(string name, int minutes)
            {
                await context.CreateTimer(TimeSpan.FromMinutes(minutes), CancellationToken.None);
                order.Add(name);
            }

            await Task.WhenAll(After("c", 3), After("a", 1), After("b", 2), After("a2", 1));
            return string.Concat(order);
        }).StartAsync();
        var id = await hub.StartAsync("many");
        await hub.SettleAsync();
        hub.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("aa2bc", await hub.ResultAsync<string>(id));
    }

    [Fact]
    public async Task AScheduledStartWaitsAndKeepsWhatComesBefore()
    {
        await using var hub = await new TestHub(azurite).Orchestrator<int, string>("later", async (context, _) =>
            $"{context.CurrentUtcDateTime:HH:mm} {await context.WaitForExternalEvent<string>("word")}").StartAsync();
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            "later", 0, new StartOrchestrationOptions(StartAt: hub.Time.GetUtcNow().AddHours(5)));
        await hub.Client.RaiseEventAsync(id, "word", "early");
        await hub.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await hub.GetAsync(id)).RuntimeStatus);
        await hub.RestartAsync();
        await hub.PassAsync(TimeSpan.FromHours(6));
        Assert.Equal("13:00 early", await hub.ResultAsync<string>(id));
    }

    static async Task<string> Wait(TaskOrchestrationContext context, int minutes)
    {
        await context.CreateTimer(TimeSpan.FromMinutes(minutes), CancellationToken.None);
        return "done";
    }
}
