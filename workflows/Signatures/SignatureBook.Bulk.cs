using Campaigns.Storage;

namespace Campaigns.Signatures;

public sealed partial class SignatureBook
{
    // --- many at once

    /// <summary>Streams the book; keeps only the rows asked for.</summary>
    internal async Task<IReadOnlyList<BookRow>> RowsWhereAsync(Campaign campaign, Func<BookRow, bool> wanted, CancellationToken cancellation)
    {
        var rows = new List<BookRow>();
        foreach (var partition in ShardKeys.All(campaign))
            await foreach (var row in table.QueryAsync<Azure.Data.Tables.TableEntity>(Rows.Filter(partition, Rows.Signatures), cancellationToken: cancellation))
                if (BookRow.Read(row) is var read && wanted(read)) rows.Add(read);
        return rows;
    }

    /// <summary>Changes rows through the group commit, each with its shard's header; decided again after every conflict.</summary>
    internal async Task<BookOutcome[]> ChangeAllAsync(
        IEnumerable<BookRow> rows, Func<BookHeader?, BookRow?, BookDecision> decide, CancellationToken cancellation) =>
        await Task.WhenAll(rows.Select(row => writers.EnqueueAsync(row.Partition, new(row.Id, true, 1, (header, stored, _) => decide(header, stored)) { Row = row })))
            .WaitAsync(cancellation);
}
