using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Listing;

/// <summary>
/// Holds the list against the campaigns, with every thorough round of the watchdog: adds what is missing, mends what is behind, and
/// counts. Those that have ended are read only when their row is missing or on the wrong shelf.
/// </summary>
sealed class ListRepair(CampaignTables tables, CampaignStore store, TimeProvider time)
{
    readonly CampaignList list = new(tables);
    readonly CampaignIndex index = new(tables);

    public async Task RunAsync(CancellationToken cancellation)
    {
        // In this order: whoever writes meanwhile is found to be ahead, never behind.
        var due = (await KeysAsync(ListRows.Due, cancellation)).ToHashSet();
        var stored = (await EntriesAsync(isOver: false, cancellation)).Concat(await EntriesAsync(isOver: true, cancellation)).ToLookup(entry => entry.Id);
        var active = await index.IdsAsync(active: true, cancellation);
        var ended = (await index.IdsAsync(active: false, cancellation)).Except(active).Where(id => stored[id].Count() != 1 || !stored[id].First().IsOver);
        var now = stored.ToDictionary(group => group.Key, group => group.Last());
        await Parallel.ForEachAsync(active.Concat(ended), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, async (id, stop) =>
        {
            if (await store.FindAsync(id, stop) is not { } campaign) return;
            var entry = ListEntry.Of(campaign);
            await MendAsync(entry, [.. stored[id]], due, stop);
            lock (now) now[id] = entry;
        });
        foreach (var key in due.Where(key => now.GetValueOrDefault(ListRows.IdOf(key))?.Next.DueAt is not { } at || ListRows.DueKey(at, ListRows.IdOf(key)) != key))
            await tables.Index.DeleteEntityAsync(ListRows.Due, key, ETag.All, cancellation);
        await CountAsync(now.Values, cancellation);
    }

    async Task MendAsync(ListEntry entry, IReadOnlyList<ListEntry> stored, HashSet<string> due, CancellationToken cancellation)
    {
        var isThere = stored.Contains(entry) && (entry.Next.DueAt is not { } at || due.Contains(ListRows.DueKey(at, entry.Id)));
        if (!isThere) await list.WriteAsync(stored.Count == 0 ? null : entry, entry, cancellation);
        foreach (var other in stored.Where(other => (other.IsOver, other.LaunchedAt) != (entry.IsOver, entry.LaunchedAt)))
            await tables.Index.DeleteEntityAsync(ListRows.Shelf(other.IsOver), ListRows.Key(other), ETag.All, cancellation);
    }

    async Task CountAsync(IEnumerable<ListEntry> entries, CancellationToken cancellation)
    {
        var rows = ListTally.Of(entries, time.GetUtcNow()).Rows().ToList();
        if (rows.Count == 0) rows.AddRange(new ListTally(time.GetUtcNow(), [new(null, false, Phase.Open, 0)]).Rows());
        foreach (var row in rows) await tables.Index.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
        foreach (var gone in (await KeysAsync(ListRows.Tally, cancellation)).Except(rows.Select(row => row.RowKey)))
            await tables.Index.DeleteEntityAsync(ListRows.Tally, gone, ETag.All, cancellation);
    }

    async Task<List<string>> KeysAsync(string partition, CancellationToken cancellation) =>
        await tables.Index.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), select: ["RowKey"], cancellationToken: cancellation)
            .Select(row => row.RowKey).ToListAsync(cancellation);

    async Task<List<ListEntry>> EntriesAsync(bool isOver, CancellationToken cancellation) =>
        await tables.Index.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {ListRows.Shelf(isOver)}"), cancellationToken: cancellation)
            .Select(ListRows.Read).ToListAsync(cancellation);
}
