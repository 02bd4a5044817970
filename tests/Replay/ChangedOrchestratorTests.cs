using Campaigns.Letters;
using Campaigns.Local.DurableTask;
using Campaigns.Local.DurableTask.Replay;
using Campaigns.Tests.DurableTask;
using Campaigns.Tests.House;
using Microsoft.DurableTask;

namespace Campaigns.Tests.Replay;

/// <summary>A changed orchestrator does not come through: the recorded histories catch it.</summary>
public sealed class ChangedOrchestratorTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(Change.OneCallMore, "plain")]
    [InlineData(Change.OtherOrder, "many-letters-busy-mail")]
    [InlineData(Change.LongerTimer, "begun-anew-before")]
    [InlineData(Change.NoTimer, "cancelled")]
    public void A_change_is_caught(Change change, string story)
    {
        var caught = HistoryFile.All().Where(file => !Fits(Orchestrators.With(new ChangedCampaign(change)), file)).Select(file => file.Story);
        Assert.Contains(story, caught);
    }

    [Fact]
    public void The_copy_without_a_change_and_the_one_that_asks_for_the_version_pass_all() =>
        Assert.All(HistoryFile.All(), file => Assert.True(
            Fits(Orchestrators.With(new ChangedCampaign(Change.None), new ChangedDispatch(20, 2, true)), file)
            && Fits(Orchestrators.With(new ChangedCampaign(Change.OneCallMoreInNewVersion)), file), file.ToString()));

    [Theory]
    [InlineData(10, 2, true, "many-letters-busy-mail")]
    [InlineData(20, 3, true, "many-letters-busy-mail")]
    [InlineData(20, 2, false, "given-up")]
    public void A_changed_round_of_letters_is_caught(int atOnce, int firstRetrySeconds, bool givesUp, string story)
    {
        var changed = Orchestrators.With(new CampaignOrchestrator(), new ChangedDispatch(atOnce, firstRetrySeconds, givesUp));
        var file = HistoryFile.All().First(one => one.Story == story && one.Orchestrator == nameof(DispatchOrchestrator));
        Assert.False(Fits(changed, file));
    }

    [Fact]
    public async Task A_branch_on_the_version_serves_old_and_new_campaigns()
    {
        var old = HistoryFile.All().First(file => file.Version == "1.0" && file.Orchestrator == nameof(CampaignOrchestrator));
        await using var hub = new TestHub(azurite, "99.0");
        var branched = new ChangedCampaign(Change.OneCallMoreInNewVersion);
        hub.Registry = Orchestrators.With(branched);
        hub.Activity<StepInput, bool>(nameof(MoveDeadline), _ => false)
            .Activity<string, NextStep>(nameof(DecideNextStep), _ => new NextStep(true, null, 0, 0, null));
        await hub.StartAsync();
        var id = await hub.StartAsync(nameof(CampaignOrchestrator), new CampaignInput("aaaaaaaaaaaaaaaa"));
        Assert.Equal("aaaaaaaaaaaaaaaa", await hub.ResultAsync<string>(id));
        var young = await hub.Engine.GetEventsAsync(id);

        Assert.Equal("99.0", young[0].Version);
        Assert.Contains(young, one => one.Name == nameof(MoveDeadline));
        Assert.Empty(HistoryReplay.Run(Orchestrators.With(branched), id, young));
        Assert.Empty(HistoryReplay.Run(Orchestrators.With(branched), id, old.Read()));
        Assert.Throws<InvalidOperationException>(() => HistoryReplay.Run(Orchestrators.Today, id, young));
    }

    static bool Fits(EngineRegistry registry, HistoryFile file)
    {
        try
        {
            return HistoryReplay.Run(registry, "any", file.Read()).Count == 0;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
