using Microsoft.DurableTask;

namespace Campaigns.Letters;

/// <summary>A round of letters. Stored in histories: changing a name breaks campaigns in flight.</summary>
public sealed record DispatchInput(string CampaignId, int Round, int Addressees);

/// <summary>One letter of a round. Stored in histories: changing a name breaks campaigns in flight.</summary>
public sealed record LetterInput(string CampaignId, int Round, int Addressee);

/// <summary>
/// One round: a letter to each addressee, twenty at a time, each by an activity of its own. Instance id
/// <c>{campaign}-round-{round}</c>. What became of each letter is in the ledger, not here.
/// </summary>
public sealed class DispatchOrchestrator : TaskOrchestrator<DispatchInput, int>
{
    const int AtOnce = 20;

    public override async Task<int> RunAsync(TaskOrchestrationContext context, DispatchInput input)
    {
        for (var first = 1; first <= input.Addressees; first += AtOnce)
        {
            var last = Math.Min(first + AtOnce - 1, input.Addressees);
            await Task.WhenAll(Enumerable.Range(first, last - first + 1).Select(number => SendAsync(context, new(input.CampaignId, input.Round, number))));
        }
        return input.Addressees;
    }

    static async Task SendAsync(TaskOrchestrationContext context, LetterInput letter)
    {
        try
        {
            await context.CallActivityAsync<string>(nameof(SendLetter), letter, LetterPatience.Options);
        }
        catch (TaskFailedException)
        {
            await context.CallActivityAsync<string>(nameof(GiveUpLetter), letter, LetterPatience.Options);
        }
    }
}
