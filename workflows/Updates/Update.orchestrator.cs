using Campaigns.Letters;
using Microsoft.DurableTask;

namespace Campaigns.Updates;

/// <summary>Stored in histories: changing a name breaks updates in flight.</summary>
/// <param name="Number">Of the update, from 1.</param>
/// <param name="Shards">Of the campaign's book.</param>
public sealed record UpdateInput(string CampaignId, int Number, int Shards);

/// <summary>One shard of an update. Stored in histories: changing a name breaks updates in flight.</summary>
public sealed record UpdatePart(string CampaignId, int Number, int Shard);

/// <summary>
/// Sends one update, shard by shard. Instance id <c>{campaign}-update-{number}</c>. Who has got it stands in the book, not here: run again, it goes on where
/// it was. A newer update ends it.
/// </summary>
public sealed class UpdateOrchestrator : TaskOrchestrator<UpdateInput, bool>
{
    /// <returns>False when a newer one took its place.</returns>
    public override async Task<bool> RunAsync(TaskOrchestrationContext context, UpdateInput input)
    {
        for (var shard = 0; shard < input.Shards; shard++)
            if (!await context.CallActivityAsync<bool>(nameof(SendUpdate), new UpdatePart(input.CampaignId, input.Number, shard), LetterPatience.Options)) return false;
        return await context.CallActivityAsync<bool>(nameof(FinishUpdate), input, LetterPatience.Options);
    }
}
