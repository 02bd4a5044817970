using Campaigns.Alarms;
using Campaigns.Mail;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Registration;

/// <summary>Finds messages whose bell nobody heard, at the start and every minute; an alarm says when some wait too long, and what else is wrong with the whole installation.</summary>
public sealed class OutboxTimer(OutboxSweep sweep, InstallationWatch watch)
{
    [Function("SweepOutbox")]
    public async Task RunAsync([TimerTrigger("0 * * * * *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancellation) =>
        await watch.RunAsync(await sweep.RunAsync(cancellation), cancellation);
}
