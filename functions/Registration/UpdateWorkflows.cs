using Campaigns.Updates;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Campaigns.Functions.Registration;

/// <summary>The workflows of an update to signatories, as functions. The names are stored in histories.</summary>
public sealed class UpdateWorkflows(SendUpdate sendUpdate, FinishUpdate finishUpdate)
{
    [Function(nameof(UpdateOrchestrator))]
    public static Task<bool> Update([OrchestrationTrigger] TaskOrchestrationContext context, UpdateInput input) =>
        new UpdateOrchestrator().RunAsync(context, input);

    [Function(nameof(SendUpdate))]
    public Task<bool> Send([ActivityTrigger] UpdatePart input) => sendUpdate.RunAsync(null!, input);

    [Function(nameof(FinishUpdate))]
    public Task<bool> Finish([ActivityTrigger] UpdateInput input) => finishUpdate.RunAsync(null!, input);
}
