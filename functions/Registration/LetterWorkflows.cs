using Campaigns.Letters;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Campaigns.Functions.Registration;

/// <summary>The workflows of a round of letters, as functions. The names are stored in histories.</summary>
public sealed class LetterWorkflows(SendLetter sendLetter, GiveUpLetter giveUpLetter)
{
    [Function(nameof(DispatchOrchestrator))]
    public static Task<int> Dispatch([OrchestrationTrigger] TaskOrchestrationContext context, DispatchInput input) =>
        new DispatchOrchestrator().RunAsync(context, input);

    [Function(nameof(SendLetter))]
    public Task<string> Send([ActivityTrigger] LetterInput input) => sendLetter.RunAsync(null!, input);

    [Function(nameof(GiveUpLetter))]
    public Task<string> GiveUp([ActivityTrigger] LetterInput input) => giveUpLetter.RunAsync(null!, input);
}
