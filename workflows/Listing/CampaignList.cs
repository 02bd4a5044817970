using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Listing;

/// <summary>
/// The operator's list of all campaigns. Written after the campaign's own row, so it can be behind it for a moment; what was cut off
/// in between, <see cref="ListRepair"/> mends. Never the truth, and nothing is decided by it.
/// </summary>
public sealed class CampaignList(CampaignTables tables)
{
    readonly TableClient table = tables.Index;

    /// <param name="before">Null for one that is new here.</param>
    public async Task WriteAsync(Campaign? before, Campaign after, CancellationToken cancellation = default)
    {
        var (old, entry) = (before is null ? null : ListEntry.Of(before), ListEntry.Of(after));
        if (entry == old) return;
        try
        {
            await WriteAsync(old, entry, cancellation);
        }
        catch (RequestFailedException) { } // what it tells of is done; the repair comes by
    }

    internal async Task WriteAsync(ListEntry? old, ListEntry entry, CancellationToken cancellation)
    {
        List<Task> writes = [table.UpsertEntityAsync(ListRows.Of(entry), TableUpdateMode.Replace, cancellation)];
        if (entry.Next.DueAt is { } due) writes.Add(table.UpsertEntityAsync(ListRows.OfDue(entry, due), TableUpdateMode.Replace, cancellation));
        if (old is null && ListRows.Words(entry).ToList() is { Count: > 0 } words)
            writes.Add(table.SubmitTransactionAsync(words.Select(word => new TableTransactionAction(TableTransactionActionType.UpsertReplace, word)), cancellation));
        await Task.WhenAll(writes);
        // What it was goes last: it can be found at every moment.
        if (old is not null && old.IsOver != entry.IsOver) await table.DeleteEntityAsync(ListRows.Shelf(old.IsOver), ListRows.Key(old), ETag.All, cancellation);
        if (old?.Next.DueAt is { } past && past != entry.Next.DueAt) await table.DeleteEntityAsync(ListRows.Due, ListRows.DueKey(past, old.Id), ETag.All, cancellation);
    }

    /// <summary>One query, however many campaigns there are; where few of many pass the filter, storage looks through the rest.</summary>
    /// <param name="after"><see cref="ListPage.Next"/> of the page before.</param>
    public async Task<ListPage> PageAsync(ListFilter filter, string? after, CancellationToken cancellation = default)
    {
        var found = new List<ListEntry>();
        var rows = table.QueryAsync<TableEntity>(Condition(filter, after), maxPerPage: ListPage.Size + 1, cancellationToken: cancellation);
        await foreach (var row in rows)
        {
            var entry = ListRows.Read(row);
            if (!filter.Passes(entry)) continue;
            if (found.Count == ListPage.Size) return new(found, ListRows.Key(found[^1]));
            found.Add(entry);
        }
        return new(found, null);
    }

    /// <summary>The ids of what is due next anywhere, soonest first, in batches; a row may be behind its campaign.</summary>
    public async IAsyncEnumerable<string> DueAsync(int most, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var rows = table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {ListRows.Due}"), maxPerPage: most, select: ["RowKey"], cancellationToken: cancellation);
        await foreach (var row in rows.Take(most).WithCancellation(cancellation)) yield return ListRows.IdOf(row.RowKey);
    }

    /// <summary>The places where a title has a word that begins so, in the order of the words, then newest first.</summary>
    internal AsyncPageable<TableEntity> WithWord(string word, string? after, int atOnce, CancellationToken cancellation)
    {
        var (first, end) = (word, word + '\uffff');
        var filter = after is null || string.CompareOrdinal(after, first) < 0
            ? TableClient.CreateQueryFilter($"PartitionKey eq {ListRows.Word} and RowKey ge {first} and RowKey lt {end}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {ListRows.Word} and RowKey gt {after} and RowKey lt {end}");
        return table.QueryAsync<TableEntity>(filter, maxPerPage: atOnce, select: ["RowKey", "Title"], cancellationToken: cancellation);
    }

    /// <summary>The ids of those that have ended in this phase.</summary>
    internal async Task<IReadOnlyList<string>> EndedInAsync(Phase phase, CancellationToken cancellation) =>
        await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {ListRows.Shelf(isOver: true)} and Phase eq {phase.ToString()}"), select: ["RowKey"], cancellationToken: cancellation)
            .Select(row => ListRows.IdOf(row.RowKey)).ToListAsync(cancellation);

    public async Task<ListTally> TallyAsync(CancellationToken cancellation = default) =>
        ListTally.Read(await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {ListRows.Tally}"), cancellationToken: cancellation).ToListAsync(cancellation));

    /// <summary>Campaigns whose data is to be destroyed by then: how many, counted no further than <paramref name="most"/>, and the first few.</summary>
    public async Task<(int Count, IReadOnlyList<(string Id, DateTimeOffset At)> First)> RetentionDueAsync(DateTimeOffset until, int most, CancellationToken cancellation = default)
    {
        const int Few = 10;
        var due = await new CampaignIndex(tables).RetentionDueAsync(until, most, cancellation);
        return (due.Count, [.. due.OrderBy(one => one.At).Take(Few)]);
    }

    static string Condition(ListFilter filter, string? after)
    {
        var condition = TableClient.CreateQueryFilter($"PartitionKey eq {ListRows.Shelf(filter.IsOver == true)}");
        if (after is not null) condition += TableClient.CreateQueryFilter($" and RowKey gt {after}");
        if (filter.Phase is { } phase) condition += TableClient.CreateQueryFilter($" and Phase eq {phase.ToString()}");
        if (filter.Network is { } network) condition += TableClient.CreateQueryFilter($" and Network eq {network}");
        return condition;
    }
}
