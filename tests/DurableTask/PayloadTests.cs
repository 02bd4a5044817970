using System.Security.Cryptography;
using Campaigns.Tests.House;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.DurableTask;

public sealed class PayloadTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(20_000)]
    [InlineData(30_000)]
    [InlineData(100_000)]
    [InlineData(300_000)]
    public async Task LargePayloadsGoEverywhereUnchanged(int length)
    {
        var text = string.Concat(Enumerable.Range(0, (length / 8) + 1).Select(i => $"{i:000000}ж🙂")).Substring(0, length);
        await using var hub = await new TestHub(azurite)
            .Activity<string, string>("turn", s => new string([.. s.Reverse().Where(char.IsAsciiDigit)]))
            .Orchestrator<string, string>("big", async (context, input) =>
            {
                context.SetCustomStatus(input);
                var sent = await context.WaitForExternalEvent<string>("e");
                var turned = await context.CallActivityAsync<string>("turn", sent);
                return input == sent ? turned + input : "different";
            }).StartAsync();
        var id = await hub.StartAsync("big", text);
        await hub.SettleAsync();
        await hub.RestartAsync();
        await hub.Client.RaiseEventAsync(id, "e", text);
        var result = await hub.ResultAsync<string>(id);
        Assert.EndsWith(text, result, StringComparison.Ordinal);
        await hub.RestartAsync();
        var stored = await hub.GetAsync(id);
        Assert.Equal(result, stored.ReadOutputAs<string>());
        Assert.Equal(text, stored.ReadInputAs<string>());
        Assert.Equal(text, stored.ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task WhatIsTooLargeIsRefusedAtTheDoor()
    {
        var noise = Convert.ToBase64String(RandomNumberGenerator.GetBytes(400_000));
        await using var hub = await new TestHub(azurite)
            .Activity<int, string>("shout", _ => noise)
            .Orchestrator<string, string>("big", async (context, _) =>
            {
                try
                {
                    return await context.CallActivityAsync<string>("shout", 1);
                }
                catch (TaskFailedException e) when (e.IsCausedByException<ArgumentException>())
                {
                    return "activity";
                }
            }).StartAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => hub.StartAsync("big", noise));
        var id = await hub.StartAsync("big", "");
        Assert.Equal("activity", await hub.ResultAsync<string>(id));
    }

    [Fact]
    public async Task ACommitOfManyLargeRowsIsCut()
    {
        var noise = Convert.ToBase64String(RandomNumberGenerator.GetBytes(180_000));
        await using var hub = await new TestHub(azurite)
            .Activity<string, int>("size", s => s.Length)
            .Orchestrator<string, int>("fan", async (context, input) =>
                (await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => context.CallActivityAsync<int>("size", input)))).Sum())
            .StartAsync();
        Assert.Equal(30 * noise.Length, await hub.RunAsync<int>("fan", noise));
    }
}
