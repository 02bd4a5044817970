using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Signatures;

/// <summary>Reads the signature rows of a book, all shards at once.</summary>
internal static class ShardRows
{
    /// <summary>The confirmed rows in the order of their keys, one after the other: never more than a page of the service's in memory.</summary>
    /// <param name="kind">Only rows of this kind.</param>
    public static async IAsyncEnumerable<BookRow> StreamConfirmedAsync(
        TableClient table, Campaign campaign, SignatoryKind? kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($" and State eq {nameof(SignatureState.Confirmed)}");
        if (kind is { } only) filter += TableClient.CreateQueryFilter($" and Kind eq {only.ToString()}");
        await foreach (var row in StreamAsync(table, campaign, filter, cancellation)) yield return row;
    }

    /// <summary>The ids of the signatures that do not wait for their confirmation any more.</summary>
    public static IAsyncEnumerable<string> StreamAnsweredAsync(TableClient table, Campaign campaign, CancellationToken cancellation) =>
        StreamIdsAsync(table, campaign, TableClient.CreateQueryFilter($" and State ne {nameof(SignatureState.Pending)}"), cancellation);

    /// <param name="more">Continues the filter.</param>
    public static async IAsyncEnumerable<string> StreamIdsAsync(
        TableClient table, Campaign campaign, string more, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var partition in ShardKeys.All(campaign))
            await foreach (var row in table.QueryAsync<TableEntity>(Rows.Filter(partition, Rows.Signatures) + more, select: ["RowKey"], cancellationToken: cancellation))
                yield return row.RowKey[Rows.Signatures.Length..];
    }

    /// <param name="more">Continues the filter.</param>
    public static async IAsyncEnumerable<BookRow> StreamAsync(
        TableClient table, Campaign campaign, string more, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var partition in ShardKeys.All(campaign))
            await foreach (var row in table.QueryAsync<TableEntity>(Rows.Filter(partition, Rows.Signatures) + more, cancellationToken: cancellation))
                yield return BookRow.Read(row);
    }

    /// <param name="select">The properties needed; null for all.</param>
    /// <param name="state">Only rows in this state.</param>
    public static async Task<IReadOnlyList<TableEntity>> ReadAsync(
        TableClient table, Campaign campaign, string[]? select, SignatureState? state, CancellationToken cancellation)
    {
        var shards = await Task.WhenAll(ShardKeys.All(campaign).Select(partition => ReadAsync(table, partition, select, state, cancellation)));
        return [.. shards.SelectMany(rows => rows)];
    }

    public static async Task<List<TableEntity>> ReadAsync(
        TableClient table, string partition, string[]? select, SignatureState? state, CancellationToken cancellation)
    {
        var filter = Rows.Filter(partition, Rows.Signatures);
        if (state is { } only) filter += TableClient.CreateQueryFilter($" and State eq {only.ToString()}");
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: select, cancellationToken: cancellation)) rows.Add(row);
        return rows;
    }
}
