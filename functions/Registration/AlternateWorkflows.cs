using Campaigns.Letters.Alternates;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Campaigns.Functions.Registration;

/// <summary>The workflows of a letter whose address was refused, as functions. The names are stored in histories.</summary>
public sealed class AlternateWorkflows(SendAlternate sendAlternate, GiveUpAlternate giveUpAlternate)
{
    [Function(nameof(AlternateOrchestrator))]
    public static Task<string> Alternate([OrchestrationTrigger] TaskOrchestrationContext context, AlternateInput input) =>
        new AlternateOrchestrator().RunAsync(context, input);

    [Function(nameof(SendAlternate))]
    public Task<string> Send([ActivityTrigger] AlternateInput input) => sendAlternate.RunAsync(null!, input);

    [Function(nameof(GiveUpAlternate))]
    public Task<string> GiveUp([ActivityTrigger] AlternateInput input) => giveUpAlternate.RunAsync(null!, input);
}
