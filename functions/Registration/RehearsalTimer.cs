using Campaigns.Rehearsals;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Registration;

/// <summary>Removes what a rehearsal left whose process died; looks every hour.</summary>
public sealed class RehearsalTimer(Rehearsal rehearsal)
{
    [Function("SweepRehearsals")]
    public Task RunAsync([TimerTrigger("40 17 * * * *")] TimerInfo timer, CancellationToken cancellation) => rehearsal.SweepAsync(cancellation);
}
