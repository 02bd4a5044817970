using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Campaigns.Drafting;

/// <summary>Starts and rings the orchestrations of rounds. The row holds the truth: what fails here the sweep makes up for.</summary>
sealed class DraftRounds(DurableTaskClient client, ILogger logger)
{
    public static string InstanceOf(StatementDraft draft) => $"{draft.Id}-draft-{draft.Round!.Number}";

    /// <summary>Starts what is missing or over too early; rings for what waits.</summary>
    public async Task WakeAsync(StatementDraft draft, CancellationToken cancellation)
    {
        if (draft.Round is not { } round) return;
        var id = InstanceOf(draft);
        try
        {
            var status = (await client.GetInstanceAsync(id, cancellation))?.RuntimeStatus;
            if (status is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending) await client.RaiseEventAsync(id, CampaignDesk.Doorbell, cancellation: cancellation);
            else if (draft.IsRoundOpen && status is not OrchestrationRuntimeStatus.Suspended)
                await client.ScheduleNewOrchestrationInstanceAsync(nameof(DraftRoundOrchestrator), new DraftRoundInput(draft.Id, round.Number), new StartOrchestrationOptions(id), cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            logger.LogWarning(error, "The round of draft {DraftId} could not be woken; the sweep tries again.", draft.Id);
        }
    }
}
