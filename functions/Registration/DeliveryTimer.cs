using Campaigns.Deliveries;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Registration;

/// <summary>Counts letters and mails for the operators' screen, every minute.</summary>
public sealed class DeliveryTimer(DeliveryCounting counting)
{
    [Function("CountDeliveries")]
    public Task RunAsync([TimerTrigger("40 * * * * *")] TimerInfo timer, CancellationToken cancellation) => counting.RunAsync(cancellation);
}
