using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Registration;

/// <summary>Looks after campaigns whose doorbell nobody heard, at the start and every minute.</summary>
public sealed class CampaignTimer(CampaignDesk desk)
{
    [Function("SweepCampaigns")]
    public Task RunAsync(
        [TimerTrigger("30 * * * * *", RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        desk.SweepAsync(client, cancellation);
}
