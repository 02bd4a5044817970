using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Campaigns.Letters.Alternates;

/// <summary>
/// Has the addressee's next address tried, once for each attempt that came back for good, however often and in whatever order it is told of that.
/// The ledger holds what is to be done; what dies on the way here the watchdog finds.
/// </summary>
public sealed class AlternateLetters(AlternateSender sender)
{
    /// <param name="bounced">The attempt whose address was refused.</param>
    /// <exception cref="Exception">Storage or the task hub did not answer: to be told again.</exception>
    public async Task TryAsync(DurableTaskClient client, LetterKey bounced, CancellationToken cancellation = default)
    {
        var input = new AlternateInput(bounced.CampaignId, bounced.Round, bounced.Addressee, bounced.Attempt + 1);
        if (await sender.FindAsync(input, cancellation) is null) return;
        var id = FormattableString.Invariant($"{InstancesOf(input.CampaignId)}{input.Round}-{input.Addressee}-{input.Attempt}");
        if (await IsAtWorkAsync(client, id, cancellation)) return;
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(nameof(AlternateOrchestrator), input, new StartOrchestrationOptions(id), cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // Somebody else was faster; the client's own exception for that differs between hosts.
            if (!await IsAtWorkAsync(client, id, cancellation)) throw;
        }
    }

    /// <summary>How the instance ids of a campaign begin.</summary>
    public static string InstancesOf(string campaignId) => $"{campaignId}-letter-";

    static async Task<bool> IsAtWorkAsync(DurableTaskClient client, string id, CancellationToken cancellation) =>
        (await client.GetInstanceAsync(id, getInputsAndOutputs: false, cancellation))?.RuntimeStatus
            is OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending or OrchestrationRuntimeStatus.Suspended;
}
