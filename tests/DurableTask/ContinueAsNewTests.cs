using Campaigns.Local.DurableTask;
using Campaigns.Tests.House;
using Microsoft.DurableTask;

namespace Campaigns.Tests.DurableTask;

public sealed class ContinueAsNewTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task EachExecutionBeginsWithAShortHistory()
    {
        await using var hub = await new TestHub(azurite)
            .Activity<int, int>("next", n => n + 1)
            .Orchestrator<int, int>("loop", async (context, n) =>
            {
                n = await context.CallActivityAsync<int>("next", n);
                if (n < 20) context.ContinueAsNew(n);
                return n;
            }).StartAsync();
        var id = await hub.StartAsync("loop", 0);
        Assert.Equal(20, await hub.ResultAsync<int>(id));
        var events = await hub.Engine.GetEventsAsync(id);
        Assert.Equal(4, events.Count);
        Assert.Equal("19", events[0].Input);
        Assert.Equal("19", (await hub.GetAsync(id)).SerializedInput);
    }

    [Theory]
    [InlineData(true, "123")]
    [InlineData(false, "1")]
    public async Task EventsThatNobodyTookGoOver(bool keep, string expected)
    {
        await using var hub = await new TestHub(azurite).Orchestrator<string, string>("collect", async (context, soFar) =>
        {
            if (soFar.Length == 0) await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
            var next = context.WaitForExternalEvent<string>("e");
            var end = context.CreateTimer(TimeSpan.FromHours(5), CancellationToken.None);
            if (await Task.WhenAny(next, end) == end) return soFar;
            context.ContinueAsNew(soFar + await next, keep);
            return soFar;
        }).StartAsync();
        var id = await hub.StartAsync("collect", "");
        foreach (var payload in (string[])["1", "2", "3"]) await hub.Client.RaiseEventAsync(id, "e", payload);
        await hub.SettleAsync();
        await hub.RestartAsync();
        await hub.PassAsync(TimeSpan.FromHours(1));
        await hub.RestartAsync();
        await hub.PassAsync(TimeSpan.FromHours(10));
        Assert.Equal(expected, await hub.ResultAsync<string>(id));
    }

    [Fact]
    public async Task EventsThatKeepComingAreNotLostBetweenExecutions()
    {
        await using var hub = await new TestHub(azurite).Orchestrator<int[], int[]>("collect", async (context, soFar) =>
        {
            int[] now = [.. soFar, await context.WaitForExternalEvent<int>("n")];
            if (now.Length == 120) return now;
            context.ContinueAsNew(now);
            return now;
        }).StartAsync();
        var id = await hub.StartAsync("collect", Array.Empty<int>());
        await Task.WhenAll(Enumerable.Range(1, 120).Select(n => hub.Client.RaiseEventAsync(id, "n", n)));
        Assert.Equal(Enumerable.Range(1, 120), (await hub.ResultAsync<int[]>(id))!.Order());
    }

    [Fact]
    public async Task TheVersionMayChangeOnTheWay()
    {
        await using var hub = new TestHub(azurite, version: "1.0");
        hub.Orchestrator<int, string>("grow", (context, n) =>
        {
            if (n == 0) context.ContinueAsNew(new ContinueAsNewOptions { NewInput = 1, NewVersion = "2.0" });
            return Task.FromResult($"{context.Version} {context.CompareVersionTo("1.5")}");
        });
        await hub.StartAsync();
        Assert.Equal("2.0 1", await hub.RunAsync<string>("grow", 0));
    }

    [Fact]
    public async Task WhatTheOldExecutionSentArrives()
    {
        await using var hub = await new TestHub(azurite)
            .Orchestrator<int, int>("listen", async (context, _) => await context.WaitForExternalEvent<int>("n") + await context.WaitForExternalEvent<int>("n"))
            .Orchestrator<int, int>("tell", (context, n) =>
            {
                context.SendEvent("ear", "n", n);
                if (n < 20) context.ContinueAsNew(n + 10);
                return Task.FromResult(n);
            }).StartAsync();
        await hub.StartAsync("listen", id: "ear");
        Assert.Equal(20, await hub.RunAsync<int>("tell", 10));
        Assert.Equal(30, await hub.ResultAsync<int>("ear"));
    }
}
