using Campaigns.Drafting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Registration;

/// <summary>The workflow of a drafting round, as functions (the names are stored in histories), and the timer behind it.</summary>
public sealed class DraftWorkflows(TakeDraftStep takeStep, DraftSweep sweep)
{
    [Function(nameof(DraftRoundOrchestrator))]
    public static Task<int> Run([OrchestrationTrigger] TaskOrchestrationContext context, DraftRoundInput input) =>
        new DraftRoundOrchestrator().RunAsync(context, input);

    [Function(nameof(TakeDraftStep))]
    public Task<DraftWait> TakeStep([ActivityTrigger] DraftRoundInput input) => takeStep.RunAsync(null!, input);

    /// <summary>Wakes rounds that are overdue, destroys drafts whose time is over.</summary>
    [Function("SweepDrafts")]
    public Task SweepAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        sweep.RunAsync(client, cancellation);
}
