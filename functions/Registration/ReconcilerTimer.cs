using Campaigns.Reconciling;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Registration;

/// <summary>Compares counts, headers and letters with the rows they stand for, every minute.</summary>
public sealed class ReconcilerTimer(Reconciler reconciler)
{
    [Function("Reconcile")]
    public Task RunAsync([TimerTrigger("15 * * * * *")] TimerInfo timer, CancellationToken cancellation) => reconciler.RunAsync(cancellation);
}
