using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Campaigns.Listing;
using Campaigns.Reconciling;
using Campaigns.Storage;
using Microsoft.Extensions.Logging;

namespace Campaigns.Deliveries;

/// <summary>
/// Counts letters and mails by kind and state, campaign by campaign, and writes down where they are. The rows themselves are the truth; nothing is decided by what is counted
/// here, and a letter or mail is written without asking this.
/// </summary>
public sealed class DeliveryCounting(CampaignTables tables, CampaignStore store, Witness witness, TimeProvider time, ILogger<DeliveryCounting> logger)
{
    static readonly TimeSpan Lively = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);
    /// <summary>How long after its end a campaign is still counted: so long its mail service may have something to tell.</summary>
    static readonly TimeSpan Aftermath = TimeSpan.FromDays(3);
    /// <summary>Longer pauses for each row, so that counting never takes more than a small part of the time.</summary>
    static readonly TimeSpan PauseOfARow = TimeSpan.FromMilliseconds(6);

    readonly CampaignIndex index = new(tables);
    readonly TableClient table = tables.Index;
    readonly DeliverySums sums = new(tables.Index, time);
    DateTimeOffset? wholeAt;

    /// <summary>
    /// One round, for a timer that comes every minute: what was written to lately each minute, other active ones and those that ended lately every ten, those never counted once, and those whose mails were
    /// destroyed since. Every ten minutes all that was counted is read; in between only what is at work, however many campaigns there are.
    /// </summary>
    /// <returns>How many were counted.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        var (now, lively) = (time.GetUtcNow(), witness.Campaigns.ToHashSet());
        return wholeAt is null || now - wholeAt >= Quiet ? await WholeAsync(lively, now, cancellation) : await LivelyAsync(lively, now, cancellation);
    }

    /// <summary>Counts these anew at once, and what follows from them.</summary>
    public async Task RefreshAsync(IEnumerable<string> ids, CancellationToken cancellation = default)
    {
        var changes = new List<(CountedRow?, CountedRow)>();
        foreach (var id in ids.Distinct())
            if (await FindAsync(id, cancellation) is var before && await CountAsync(id, before, time.GetUtcNow(), cancellation) is { } after) changes.Add((before, after));
        await sums.MoveAsync(changes, cancellation);
    }

    async Task<int> WholeAsync(HashSet<string> lively, DateTimeOffset now, CancellationToken cancellation)
    {
        var known = (await CountedAsync(cancellation)).ToDictionary(row => row.Id);
        var due = (await AllAsync(known, now, cancellation)).Union(lively).Where(id => IsDue(known.GetValueOrDefault(id), lively.Contains(id), now)).ToList();
        var counted = new ConcurrentDictionary<string, CountedRow>(known);
        await EachAsync(due, async (id, stop) =>
        {
            if (await CountAsync(id, known.GetValueOrDefault(id), now, stop) is { } row) counted[id] = row;
        }, cancellation);
        await sums.MakeAsync(counted.Values, cancellation);
        wholeAt = now;
        return due.Count;
    }

    async Task<int> LivelyAsync(HashSet<string> lively, DateTimeOffset now, CancellationToken cancellation)
    {
        var changes = new ConcurrentBag<(CountedRow? Before, CountedRow After)>();
        await EachAsync(lively, async (id, stop) =>
        {
            var before = await FindAsync(id, stop);
            if (IsDue(before, isLively: true, now) && await CountAsync(id, before, now, stop) is { } after) changes.Add((before, after));
        }, cancellation);
        await sums.MoveAsync(changes, cancellation);
        return changes.Count;
    }

    /// <summary>A few at a time; one that cannot be counted keeps no other from it.</summary>
    async Task EachAsync(IEnumerable<string> ids, Func<string, CancellationToken, Task> count, CancellationToken cancellation) =>
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation }, async (id, stop) =>
        {
            try
            {
                await count(id, stop);
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                logger.LogWarning("Letters and mails of {CampaignId} could not be counted ({Error}); the next round tries again.", id, error.GetType().Name);
            }
        });

    /// <summary>Pure.</summary>
    internal static bool IsDue(CountedRow? known, bool isLively, DateTimeOffset now)
    {
        if (known is null) return true;
        var (pause, grown) = (isLively ? Lively : Quiet, known.Rows * PauseOfARow);
        return now - known.At >= (grown > pause ? grown : pause) || known.At > now; // the clock was set back
    }

    async Task<IEnumerable<string>> AllAsync(IReadOnlyDictionary<string, CountedRow> known, DateTimeOffset now, CancellationToken cancellation)
    {
        var lately = (await index.IdsAsync(active: true, cancellation)).Union(await index.EndedSinceAsync(now - Aftermath, cancellation));
        var never = (await index.IdsAsync(active: false, cancellation)).Where(id => !known.ContainsKey(id));
        var destroyed = (await new CampaignList(tables).EndedInAsync(Phase.Archived, cancellation)).Where(id => known.GetValueOrDefault(id)?.HasMails == true);
        return lately.Union(never).Union(destroyed).Union(await index.DraftsAsync(cancellation)).Append(DeliveryRows.SignIn);
    }

    /// <param name="now">When the round began: by that the next one is due, however long this one takes.</param>
    /// <returns>Null: there is no such thing, and there was none.</returns>
    async Task<CountedRow?> CountAsync(string id, CountedRow? before, DateTimeOffset now, CancellationToken cancellation)
    {
        var campaign = await store.FindAsync(id, cancellation);
        var (partitions, network, order) = campaign is not null
            ? (DeliveryRows.PartitionsOf(campaign), campaign.Network ?? DeliveryFilter.NoNetwork, ListRows.Key(ListEntry.Of(campaign)).Split('|')[0])
            : ((before?.Counts ?? []).Select(one => one.Partition).Append(id).Distinct(), DeliveryFilter.OfNobody, CountedRow.First);
        if (campaign is null && before is not null) (network, order) = (before.Network, before.Order); // it is gone: so will be what was counted
        var counts = new Dictionary<(string, DeliveryKind, DeliveryState), int>();
        foreach (var partition in partitions.ToList())
            await foreach (var one in DeliveryRows.ReadAsync(tables, partition, null, "", now, cancellation))
                counts[(partition, one.Kind, one.State)] = counts.GetValueOrDefault((partition, one.Kind, one.State)) + 1;
        if (campaign is null && before is null && counts.Count == 0) return null;
        var row = new CountedRow(id, network, order, now, [.. counts.OrderBy(one => one.Key).Select(one => new PartitionCount(one.Key.Item1, one.Key.Item2, one.Key.Item3, one.Value))]);
        await WriteAsync(before, row, cancellation);
        return row;
    }

    /// <summary>Where they are first, then that they were counted, last what is not there any more: cut off in between, the next count finds the old row and does it
    /// again. A place that is left over lists nothing.</summary>
    async Task WriteAsync(CountedRow? before, CountedRow row, CancellationToken cancellation)
    {
        var (old, now) = ((before?.Shelves() ?? []).ToDictionary(Name, Said), row.Shelves().ToList());
        foreach (var shelf in now.Where(shelf => old.GetValueOrDefault(Name(shelf)) != Said(shelf))) await table.UpsertEntityAsync(shelf, TableUpdateMode.Replace, cancellation);
        foreach (var (partition, name) in old.Keys.Except(now.Select(Name))) await table.DeleteEntityAsync(partition, name, ETag.All, cancellation);
        await table.UpsertEntityAsync(row.Row(), TableUpdateMode.Replace, cancellation);

        static (string, string) Name(TableEntity shelf) => (shelf.PartitionKey, shelf.RowKey);
        static string Said(TableEntity shelf) => string.Join(' ', shelf.Where(cell => cell.Value is int).OrderBy(cell => cell.Key, StringComparer.Ordinal).Select(cell => $"{cell.Key}={cell.Value}"));
    }

    async Task<CountedRow?> FindAsync(string id, CancellationToken cancellation) =>
        await table.GetEntityIfExistsAsync<TableEntity>(CountedRow.Counted, id, cancellationToken: cancellation) is { HasValue: true } found ? CountedRow.Read(found.Value!) : null;

    async Task<List<CountedRow>> CountedAsync(CancellationToken cancellation) =>
        await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {CountedRow.Counted}"), cancellationToken: cancellation).Select(CountedRow.Read).ToListAsync(cancellation);
}
