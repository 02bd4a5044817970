using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Signatures;

/// <summary>
/// The guard of one shard. Every change that counts is in one transaction with this row and its ETag, so a fence that is set
/// makes what is under way fail and look again. The fence is set by merging, without an ETag: it never loses a race.
/// </summary>
internal sealed record BookHeader(string Partition, DateTimeOffset? ClosesAt, bool Closed, bool Frozen, long Commits, ETag ETag)
{
    public bool IsOpen(DateTimeOffset now) => !Closed && now < ClosesAt;

    public static TableEntity Deadline(string partition, DateTimeOffset closesAt) => new(partition, Rows.Header) { ["ClosesAt"] = closesAt };

    public static TableEntity Close(string partition) => new(partition, Rows.Header) { ["Closed"] = true };

    public static TableEntity Freeze(string partition) => new(partition, Rows.Header) { ["Closed"] = true, ["Frozen"] = true };

    public static async Task<BookHeader?> ReadAsync(TableClient table, string partition, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, Rows.Header, cancellationToken: cancellation);
        if (!found.HasValue) return null;
        var row = found.Value!;
        return new(partition, row.GetDateTimeOffset("ClosesAt"), row.GetBoolean("Closed") ?? false, row.GetBoolean("Frozen") ?? false,
            row.GetInt64("Commits") ?? 0, row.ETag);
    }

    /// <summary>The header's part of a transaction.</summary>
    public TableTransactionAction Commit() =>
        new(TableTransactionActionType.UpdateMerge, new TableEntity(Partition, Rows.Header) { ["Commits"] = Commits + 1 }, ETag);
}
