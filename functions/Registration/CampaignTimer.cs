using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Registration;

/// <summary>
/// The watchdog: at the start and every twenty seconds, so that a step that is overdue by thirty is found within a minute of its time.
/// </summary>
public sealed class CampaignTimer(CampaignDesk desk)
{
    [Function("SweepCampaigns")]
    public Task RunAsync(
        [TimerTrigger("*/20 * * * * *", RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        desk.SweepAsync(client, cancellation);
}
