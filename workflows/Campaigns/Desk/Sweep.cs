using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;
using Microsoft.Extensions.Logging;

namespace Campaigns;

/// <summary>The backstop: finds campaigns that are overdue, whatever was lost on the way, and mends the index.</summary>
sealed class Sweep(CampaignTables tables, CampaignStore store, Orchestrations orchestrations, TimeProvider time, ILogger logger)
{
    /// <summary>A step that is on its way is not overdue yet; only an orchestration that is missing is started before that.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);
    /// <summary>A launch that never came to its end is cleared away after this time.</summary>
    static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    readonly CampaignIndex index = new(tables);

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var rung = 0;
        var ids = await index.IdsAsync(active: true, cancellation);
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, async (id, stop) =>
        {
            try
            {
                if (await LookAfterAsync(id, stop)) Interlocked.Increment(ref rung);
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                logger.LogError(error, "Campaign {CampaignId} could not be looked after; the next sweep tries again.", id);
            }
        });
        return rung;
    }

    async Task<bool> LookAfterAsync(string id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await store.FindAsync(id, cancellation) is not { } campaign)
        {
            if (now - await index.SinceAsync(id, cancellation) > Abandoned) await ClearAwayAsync(id, cancellation);
            return false;
        }
        if (CampaignIndex.IsOver(campaign)) await index.EndAsync(id, now, cancellation);
        if (!(Plan.Next(campaign).DueAt <= now)) return false;
        var overdue = now - Plan.Next(campaign).DueAt!.Value;
        if (overdue < Grace) return await orchestrations.StartAsync(id, cancellation);
        return IsTimeToRing(overdue) && await orchestrations.WakeAsync(id, byAPerson: false, cancellation);
    }

    // Each minute at first, then each hour: doorbells that nobody answers are kept, and would pile up.
    static bool IsTimeToRing(TimeSpan overdue) => (int)overdue.TotalMinutes < 10 || (int)overdue.TotalMinutes % 60 == 0;

    async Task ClearAwayAsync(string id, CancellationToken cancellation)
    {
        var rows = tables.Campaigns.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {id}"), select: ["PartitionKey", "RowKey"], cancellationToken: cancellation);
        await foreach (var row in rows)
            await tables.Campaigns.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellation);
        await index.ForgetAsync(id, cancellation);
    }
}
