using Azure.Data.Tables;
using Campaigns.Storage;
using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.Kills;

/// <summary>Two processes of the app and one task hub.</summary>
public sealed class HubTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task ASecondAppOnTheHubIsRefusedAndSaysWhy()
    {
        await using var stage = await Stage.StartAsync();
        using var second = stage.StartAnotherApp();
        try
        {
            var said = second.StandardOutput.ReadToEndAsync();
            var complained = second.StandardError.ReadToEndAsync();
            await second.WaitForExitAsync().WaitAsync(Patience);

            Assert.NotEqual(0, second.ExitCode);
            Assert.Contains($"'{stage.Settings.Hub}' is in use by process {stage.App.Pid}", await said + await complained, StringComparison.Ordinal);
            using var visitor = stage.Visitor();
            Assert.Equal(200, (int)(await visitor.OpenAsync("/")).Status);
            Assert.Equal(0, stage.App.Restarts);
            // The one that runs finds it there, and raises an alarm.
            var note = (await new CampaignTables(stage.Storage()).Alarms.GetEntityAsync<TableEntity>("watch", "start")).Value;
            Assert.Equal((1, $"{second.Id} on {Environment.MachineName}"), (note.GetInt32("Tries"), note.GetString("Process")));
        }
        finally
        {
            if (!second.HasExited) second.Kill();
        }
    }

    /// <summary>The other one, on a machine that is never heard of again, is made up.</summary>
    [Fact]
    public async Task AnAppThatLosesItsHubEndsAndIsStartedAgain()
    {
        await using var stage = await Stage.StartAsync();
        using var coordinator = new Coordinator(stage);
        var id = await coordinator.LaunchAsync(new
        {
            title = "Give back the printing press",
            language = "en",
            statement = "Now.",
            window = "PT20S",
            timeZone = "UTC",
            coordinator = Stage.CoordinatorAddress,
            addressees = People.Offices("Hub", 1).Select(office => office.Addressee),
        });
        await coordinator.WaitUntilAsync(id, "open");
        var hub = stage.Settings.Hub;
        await stage.Storage().GetTableClient(hub + "Partitions").UpsertEntityAsync(new TableEntity(hub, "owner")
        {
            ["CurrentOwner"] = "somebody else",
            ["Host"] = "another-machine",
            ["ProcessId"] = 7,
            ["ProcessStart"] = "x",
            ["ExpiresAt"] = DateTimeOffset.UtcNow,
        });

        await Eventually.SeeAsync("the app ends and is started again", () => Task.FromResult(stage.App.Restarts > 0 ? stage : null), Patience);
        await stage.App.WaitUntilItAnswersAsync();

        Assert.Contains("has lost its task hub", stage.Log("app.log"), StringComparison.Ordinal);
        await coordinator.WaitUntilAsync(id, "dispatched");
    }
}
