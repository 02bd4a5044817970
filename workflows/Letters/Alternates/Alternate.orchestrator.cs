using Microsoft.DurableTask;

namespace Campaigns.Letters.Alternates;

/// <summary>One attempt at a letter after its address was refused for good. Stored in histories: changing a name breaks campaigns in flight.</summary>
/// <param name="Attempt">The attempt to make, from 2.</param>
public sealed record AlternateInput(string CampaignId, int Round, int Addressee, int Attempt);

/// <summary>
/// Sends one letter to the addressee's next address. Instance id <c>{campaign}-letter-{round}-{addressee}-{attempt}</c>: one for each attempt, so
/// that whoever asks for the same twice changes nothing. What became of it is in the ledger, not here.
/// </summary>
public sealed class AlternateOrchestrator : TaskOrchestrator<AlternateInput, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, AlternateInput input)
    {
        try
        {
            return await context.CallActivityAsync<string>(nameof(SendAlternate), input, LetterPatience.Options);
        }
        catch (TaskFailedException)
        {
            return await context.CallActivityAsync<string>(nameof(GiveUpAlternate), input, LetterPatience.Options);
        }
    }
}
