using Azure.Data.Tables;
using Campaigns.Local.DurableTask;
using Campaigns.Local.DurableTask.Storage;
using Campaigns.Tests.House;
using Microsoft.DurableTask;

namespace Campaigns.Tests.DurableTask;

public sealed class OwnershipTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task ASecondOwnerIsRefusedWhileTheFirstLives()
    {
        await using var hub = await Echo().StartAsync();
        await using var second = hub.NewEngine();
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => second.StartAsync(CancellationToken.None));
        Assert.Contains(hub.Name, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await hub.RunAsync<int>("echo", 1));
    }

    [Fact]
    public async Task AStoppedOwnerLeavesTheHubToTheNext()
    {
        await using var hub = await Echo().StartAsync();
        await hub.Engine.StopAsync(CancellationToken.None);
        await hub.StartAsync();
        Assert.Equal(2, await hub.RunAsync<int>("echo", 2));
    }

    [Fact]
    public async Task ADeadProcessOfThisMachineIsFollowedAtOnce()
    {
        await using var hub = await Echo().StartAsync();
        await hub.Engine.StopAsync(CancellationToken.None);
        await WriteOwnerAsync(hub, ProcessIdentity.Own.Host, ProcessIdentity.Own.Id, "started at another time");
        await hub.StartAsync();
        Assert.Equal(3, await hub.RunAsync<int>("echo", 3));
    }

    [Fact]
    public async Task AnotherMachineIsFollowedOnceItIsSilent()
    {
        await using var hub = await Echo().StartAsync();
        await hub.Engine.StopAsync(CancellationToken.None);
        await WriteOwnerAsync(hub, "another-machine", 7, "x");
        await using var next = hub.NewEngine();
        var start = next.StartAsync(CancellationToken.None);
        await Task.Delay(200);
        Assert.False(start.IsCompleted);
        hub.Time.Advance(TimeSpan.FromSeconds(61));
        await start.WaitAsync(TimeSpan.FromMinutes(2));
        await next.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task AnotherMachineThatIsAliveKeepsTheHub()
    {
        await using var hub = await Echo().StartAsync();
        await hub.Engine.StopAsync(CancellationToken.None);
        await WriteOwnerAsync(hub, "another-machine", 7, "x");
        await using var next = hub.NewEngine();
        var start = next.StartAsync(CancellationToken.None);
        await Task.Delay(200);
        await WriteOwnerAsync(hub, "another-machine", 7, "x");
        hub.Time.Advance(TimeSpan.FromSeconds(61));
        await Assert.ThrowsAsync<InvalidOperationException>(() => start.WaitAsync(TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task AnOwnerThatLostTheHubStops()
    {
        await using var hub = await Echo().StartAsync();
        await WriteOwnerAsync(hub, "another-machine", 7, "x");
        for (var i = 0; i < 1_000 && !hub.Engine.IsStopped; i++)
        {
            hub.Time.Advance(TimeSpan.FromSeconds(11));
            await Task.Delay(50);
        }

        Assert.True(hub.Engine.IsStopped);
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => hub.StartAsync("echo", 1));
    }

    [Fact]
    public async Task AnOwnerWhoseRowWasForgottenGoesOn()
    {
        await using var hub = await Echo().StartAsync();
        var rows = hub.Tables.GetTableClient(hub.Name + "Partitions");
        await rows.DeleteEntityAsync(hub.Name, "owner");
        for (var i = 0; i < 1_000 && !(await rows.GetEntityIfExistsAsync<TableEntity>(hub.Name, "owner")).HasValue; i++)
        {
            hub.Time.Advance(TimeSpan.FromSeconds(11));
            await Task.Delay(50);
        }

        await using var second = hub.NewEngine();
        await Assert.ThrowsAsync<InvalidOperationException>(() => second.StartAsync(CancellationToken.None));
        Assert.False(hub.Engine.IsStopped);
        Assert.Equal(4, await hub.RunAsync<int>("echo", 4));
    }

    [Fact]
    public async Task TablesThatWereForgottenAreMadeAgain()
    {
        await using var hub = await Echo().StartAsync();
        foreach (var name in (string[])["Instances", "History", "Partitions"]) await hub.Tables.DeleteTableAsync(hub.Name + name);
        var made = hub.Tables.GetTableClient(hub.Name + "Partitions");
        for (var i = 0; i < 1_000 && !await IsThereAsync(); i++)
        {
            hub.Time.Advance(TimeSpan.FromSeconds(11));
            await Task.Delay(50);
        }

        Assert.Equal(5, await hub.RunAsync<int>("echo", 5));

        async Task<bool> IsThereAsync()
        {
            var row = await made.GetEntityIfExistsAsync<TableEntity>(hub.Name, "owner");
            return row.HasValue;
        }
    }

    [Fact]
    public async Task AnOwnerWhoSleptWhileAnotherCameAndWentStops()
    {
        await using var hub = await Echo().StartAsync();
        await WriteOwnerAsync(hub, "another-machine", 7, "x", expired: true);
        await using (var other = hub.NewEngine()) await other.StartAsync(CancellationToken.None);
        for (var i = 0; i < 1_000 && !hub.Engine.IsStopped; i++)
        {
            hub.Time.Advance(TimeSpan.FromSeconds(11));
            await Task.Delay(50);
        }

        Assert.True(hub.Engine.IsStopped);
    }

    [Fact]
    public async Task AWriterWhoMissedTheTakeoverCannotWriteAHistory()
    {
        await using var hub = await new TestHub(azurite)
            .Orchestrator<int, int>("sum", async (context, _) =>
                await context.WaitForExternalEvent<int>("e") + await context.WaitForExternalEvent<int>("e")).StartAsync();
        var id = await hub.StartAsync("sum");
        await hub.SettleAsync();
        await WriteOwnerAsync(hub, "another-machine", 7, "x", expired: true);
        await using var other = hub.NewEngine();
        await other.StartAsync(CancellationToken.None);
        await other.Client.RaiseEventAsync(id, "e", 1);
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => hub.Client.RaiseEventAsync(id, "e", 100));
        Assert.True(hub.Engine.IsStopped);
        await other.Client.RaiseEventAsync(id, "e", 2);
        await other.WhenQuietAsync();
        Assert.Equal(3, (await other.Client.GetInstanceAsync(id, true))!.ReadOutputAs<int>());
        other.Abandon();
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("1hub")]
    [InlineData("my-hub")]
    public void AHubNameThatIsNoTableNameIsRefused(string name) =>
        Assert.Throws<ArgumentException>(() => new DurableTaskEngine(
            new TableServiceClient(azurite.ConnectionString),
            new EngineOptions { HubName = name },
            new EngineRegistry(),
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance));

    TestHub Echo() => new TestHub(azurite).Orchestrator<int, int>("echo", (_, n) => Task.FromResult(n));

    static Task WriteOwnerAsync(TestHub hub, string host, int process, string start, bool expired = false) =>
        hub.Tables.GetTableClient(hub.Name + "Partitions").UpsertEntityAsync(new TableEntity(hub.Name, "owner")
        {
            ["CurrentOwner"] = "someone",
            ["Host"] = host,
            ["ProcessId"] = process,
            ["ProcessStart"] = start,
            ["ExpiresAt"] = hub.Now.AddSeconds(expired ? -1 : 60),
        });
}
