using Campaigns.Drafting;
using Campaigns.Letters;
using Campaigns.Letters.Alternates;
using Campaigns.Local.DurableTask;
using Campaigns.Updates;
using Microsoft.DurableTask;

namespace Campaigns.Tests.Replay;

/// <summary>Orchestrators under the names that stand in histories.</summary>
static class Orchestrators
{
    /// <summary>Those of the product, as they are today.</summary>
    public static EngineRegistry Today => With(new CampaignOrchestrator(), new DispatchOrchestrator());

    /// <summary>Others in their place.</summary>
    public static EngineRegistry With(ITaskOrchestrator campaign, ITaskOrchestrator? dispatch = null)
    {
        var registry = new EngineRegistry();
        registry.AddOrchestrator(nameof(CampaignOrchestrator), typeof(CampaignInput), campaign.RunAsync);
        registry.AddOrchestrator(nameof(DraftRoundOrchestrator), typeof(DraftRoundInput), ((ITaskOrchestrator)new DraftRoundOrchestrator()).RunAsync);
        registry.AddOrchestrator(nameof(AlternateOrchestrator), typeof(AlternateInput), ((ITaskOrchestrator)new AlternateOrchestrator()).RunAsync);
        registry.AddOrchestrator(nameof(UpdateOrchestrator), typeof(UpdateInput), ((ITaskOrchestrator)new UpdateOrchestrator()).RunAsync);
        registry.AddOrchestrator(nameof(DispatchOrchestrator), typeof(DispatchInput), (dispatch ?? new DispatchOrchestrator()).RunAsync);
        return registry;
    }
}
