using Campaigns.Mail;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Registration;

/// <summary>Finds messages whose bell nobody heard, at the start and every minute.</summary>
public sealed class OutboxTimer(OutboxSweep sweep)
{
    [Function("SweepOutbox")]
    public Task RunAsync([TimerTrigger("0 * * * * *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancellation) =>
        sweep.RunAsync(cancellation);
}
