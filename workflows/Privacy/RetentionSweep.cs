using Campaigns.Letters.Alternates;
using Campaigns.Networks;
using Campaigns.Storage;
using Campaigns.Updates;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Campaigns.Privacy;

/// <summary>
/// The durable timer of retention. A campaign that has ended has no orchestration that would wait for a year: the date stands in its
/// index row, and this round, with every sweep, begins what is due. After the purge it removes the histories, too, which the
/// orchestration cannot do itself.
/// </summary>
sealed class RetentionSweep(
    CampaignIndex index, CampaignStore store, CampaignWriter writer, Orchestrations orchestrations, DurableTaskClient client, KeyRing keys, NetworkStore networks,
    TimeProvider time, ILogger logger)
{
    static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (keys.IsRotating) await WrapAllAgainAsync(cancellation);
        foreach (var (id, due) in await index.EndedAsync(cancellation))
        {
            if (due > time.GetUtcNow()) continue;
            try
            {
                await LookAfterAsync(id, due, cancellation);
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                logger.LogError(error, "The retention of campaign {CampaignId} could not be looked after; the next round tries again.", id);
            }
        }
    }

    async Task LookAfterAsync(string id, DateTimeOffset? due, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } campaign || !CampaignIndex.IsOver(campaign)) return;
        if (Retention.IsOver(campaign, time.GetUtcNow()))
            campaign = (await writer.DecideAsync(id, new StepCommand.RetentionEnded(), cancellation: cancellation))!.Value.Campaign;
        if (campaign.Purge is null) await index.DueAsync(id, Retention.EndsAt(campaign)!.Value, cancellation);
        else if (campaign.Purge.CompletedAt is null) await orchestrations.StartAgainAsync(id, cancellation);
        else if (await ForgetHistoriesAsync(campaign, cancellation)) await index.DueAsync(id, Never, cancellation);
        else if (due is null) await index.DueAsync(id, campaign.Purge.OrderedAt, cancellation);
    }

    /// <summary>To find a key is to wrap it again; what was found a moment ago is not asked for.</summary>
    async Task WrapAllAgainAsync(CancellationToken cancellation)
    {
        foreach (var active in new[] { true, false })
            foreach (var id in await index.IdsAsync(active, cancellation))
                await keys.FindAsync(id, cancellation);
        foreach (var id in await networks.PlacesAsync(cancellation)) await keys.Networks.FindAsync(id, cancellation);
    }

    /// <summary>The campaign's own goes last: where it is gone, all are.</summary>
    /// <returns>Whether none is left; one that still runs is left for the next round.</returns>
    async Task<bool> ForgetHistoriesAsync(Campaign campaign, CancellationToken cancellation)
    {
        var left = !await ForgetOthersAsync(campaign.Id, cancellation);
        foreach (var instance in Rounds.Instances(campaign).Append(campaign.Id))
        {
            if (await client.GetInstanceAsync(instance, cancellation) is null) continue;
            await client.PurgeInstanceAsync(instance, cancellation);
            left |= await client.GetInstanceAsync(instance, cancellation) is not null;
        }
        return !left;
    }

    /// <summary>The histories of single letters and of updates; how many there were nobody has counted.</summary>
    async Task<bool> ForgetOthersAsync(string campaignId, CancellationToken cancellation)
    {
        var found = new List<string>();
        foreach (var beside in new[] { AlternateLetters.InstancesOf(campaignId), UpdateDesk.InstancesOf(campaignId) })
            await foreach (var instance in client.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = beside }).WithCancellation(cancellation))
                found.Add(instance.InstanceId);
        foreach (var instance in found) await client.PurgeInstanceAsync(instance, cancellation);
        return found.Count == 0; // looked at once more in the next round
    }
}
