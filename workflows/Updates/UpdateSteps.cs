using Campaigns.Signatures;
using Microsoft.DurableTask;

namespace Campaigns.Updates;

/// <summary>Writes an update to those in one shard who have not got it. False when a newer one took its place, or nothing is left to send.</summary>
public sealed class SendUpdate(CampaignStore store, SignatureBook book) : TaskActivity<UpdatePart, bool>
{
    /// <exception cref="StepFailedException">Anything that went wrong; worth trying again later.</exception>
    public override Task<bool> RunAsync(TaskActivityContext context, UpdatePart input) => UpdateStep.RunAsync(nameof(SendUpdate), async () =>
        await store.FindAsync(input.CampaignId) is { } campaign && await book.WriteUpdateAsync(campaign, input.Number, input.Shard));
}

/// <summary>Says that everybody's mail is written, and how many there are.</summary>
public sealed class FinishUpdate(CampaignStore store, CampaignWriter writer, SignatureBook book) : TaskActivity<UpdateInput, bool>
{
    /// <exception cref="StepFailedException">As above.</exception>
    public override Task<bool> RunAsync(TaskActivityContext context, UpdateInput input) => UpdateStep.RunAsync(nameof(FinishUpdate), async () =>
    {
        if (await store.FindAsync(input.CampaignId) is not { IsUpdating: true } campaign || campaign.Update!.Number != input.Number) return false;
        var people = await book.UpdatedAsync(campaign, input.Number, CancellationToken.None);
        return await writer.DecideAsync(campaign.Id, new StepCommand.UpdateSent(input.Number, people)) is { Decision.Campaign: not null };
    });
}

static class UpdateStep
{
    /// <summary>What went wrong leaves as a short message, so that histories stay small and hold nothing of a person.</summary>
    public static async Task<bool> RunAsync(string step, Func<Task<bool>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception error)
        {
            throw new StepFailedException($"{step}: {StepRunner.Describe(error)}");
        }
    }
}
