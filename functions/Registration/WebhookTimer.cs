using Campaigns.Webhooks;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Registration;

/// <summary>Tells other programs what has happened to campaigns; looks every ten seconds.</summary>
public sealed class WebhookTimer(WebhookRounds rounds)
{
    [Function("TellWebhooks")]
    public Task RunAsync([TimerTrigger("*/10 * * * * *")] TimerInfo timer, CancellationToken cancellation) => rounds.RunAsync(cancellation);
}
