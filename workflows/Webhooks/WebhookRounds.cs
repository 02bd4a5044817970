using Azure;
using Campaigns.Signatures;
using Campaigns.Storage;
using Microsoft.Extensions.Logging;

namespace Campaigns.Webhooks;

/// <summary>
/// Tells receivers what they do not know yet. The event is stored before it is sent, and sent as it is stored until it is acknowledged:
/// a crash in between sends the very same one again, under the same id.
/// </summary>
public sealed class WebhookRounds(
    WebhookStore webhooks, WebhookSender sender, CampaignStore campaigns, CampaignWriter journal, SignatureBook book, KeyRing keys, TimeProvider time, ILogger<WebhookRounds> logger)
{
    /// <summary>Events told to one receiver in one round.</summary>
    const int AtOnce = 5;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var ids = await webhooks.CampaignsAsync(cancellation);
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, async (id, stop) =>
        {
            try
            {
                await TellAsync(id, stop);
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                logger.LogWarning("The webhook of campaign {CampaignId} was passed over ({Error}); the next round tries again.", id, error.GetType().Name);
            }
        });
    }

    async Task TellAsync(string id, CancellationToken cancellation)
    {
        for (var told = 0; told < AtOnce; told++)
        {
            if (await webhooks.ReadAsync(id, cancellation) is not var (webhook, etag) || await campaigns.FindAsync(id, cancellation) is not { } campaign)
            {
                await webhooks.RestAsync(id, cancellation);
                return;
            }
            if (campaign.IsHeld || webhook.GivenUpAt is not null || webhook.NextAt > time.GetUtcNow()) return;
            if (webhook.Pending is null)
            {
                if (WebhookPlan.Next(campaign, campaign.FinalCount ?? await book.CountAsync(campaign, cancellation), webhook.Told, time.GetUtcNow()) is not { } next)
                {
                    if (WebhookPlan.IsOver(campaign, webhook.Told)) await webhooks.RestAsync(id, cancellation);
                    return;
                }
                webhook = webhook with { Pending = next };
                if (await webhooks.ChangeAsync(id, webhook, etag, null, cancellation) is not { } stored) return;
                etag = stored;
            }
            if (!await SendAsync(campaign, webhook, etag, cancellation)) return;
        }
    }

    /// <returns>Whether the receiver has acknowledged it, and that is stored.</returns>
    async Task<bool> SendAsync(Campaign campaign, Webhook webhook, ETag etag, CancellationToken cancellation)
    {
        var secret = WebhookSignature.Secret(await keys.GetAsync(campaign.Id, cancellation), webhook.Address);
        var status = await sender.PostAsync(webhook, secret, cancellation);
        var now = time.GetUtcNow();
        var isTaken = status is >= 200 and < 300;
        var after = isTaken ? WebhookPlan.Delivered(webhook) : WebhookPlan.Failed(webhook, now);
        var attempt = new WebhookAttempt(now, webhook.Pending!.Type, webhook.Pending.Id, webhook.Attempts + 1, status);
        if (await webhooks.ChangeAsync(campaign.Id, after, etag, attempt, cancellation) is null) return false;
        if (after.GivenUpAt is not null) await journal.NoteAsync(campaign.Id, JournalEntry.Of(now, JournalEntry.ByItself, "WebhookGivenUp", after.Attempts), cancellation);
        return isTaken;
    }
}
