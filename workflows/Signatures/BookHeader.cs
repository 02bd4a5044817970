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
    /// <summary>
    /// How many rows of the shard are confirmed, kept in the same transactions as the rows: what the reconciler holds them against.
    /// Null in shards from before there was such a number.
    /// </summary>
    public int? Counted { get; init; }

    /// <summary>The deadline of a book that has none: without one it would not be open yet.</summary>
    public static readonly DateTimeOffset Never = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Until then whoever had asked before the deadline may confirm; null: there is no grace.</summary>
    public DateTimeOffset? GraceUntil { get; init; }

    public SigningWindow WindowAt(DateTimeOffset now) =>
        Closed ? SigningWindow.Over : now < ClosesAt ? SigningWindow.Open : now < GraceUntil ? SigningWindow.Grace : SigningWindow.Over;

    /// <summary>The campaign's deadline and its grace.</summary>
    public static TableEntity Deadline(string partition, Campaign campaign)
    {
        var row = new TableEntity(partition, Rows.Header) { ["ClosesAt"] = campaign.ClosesAt ?? Never };
        if (campaign.GraceUntil is { } until) row["GraceUntil"] = until;
        return row;
    }

    public static TableEntity Close(string partition) => new(partition, Rows.Header) { ["Closed"] = true };

    public static TableEntity Freeze(string partition) => new(partition, Rows.Header) { ["Closed"] = true, ["Frozen"] = true };

    public static async Task<BookHeader?> ReadAsync(TableClient table, string partition, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, Rows.Header, cancellationToken: cancellation);
        if (!found.HasValue) return null;
        var row = found.Value!;
        var commits = row.GetInt64("Commits") ?? 0;
        return new(partition, row.GetDateTimeOffset("ClosesAt"), row.GetBoolean("Closed") ?? false, row.GetBoolean("Frozen") ?? false, commits, row.ETag)
        {
            GraceUntil = row.GetDateTimeOffset("GraceUntil"),
            Counted = row.GetInt32("Counted") ?? (commits == 0 ? 0 : null),
        };
    }

    /// <summary>The header as it is after a transaction.</summary>
    /// <param name="more">By how many the confirmed rows grow.</param>
    public BookHeader After(int more) => this with { Commits = Commits + 1, Counted = Counted + more };

    /// <summary>The header's part of the transaction that makes it what <see cref="After"/> says.</summary>
    public TableTransactionAction Commit(int more)
    {
        var after = After(more);
        var row = new TableEntity(Partition, Rows.Header) { ["Commits"] = after.Commits };
        if (after.Counted is { } counted) row["Counted"] = counted;
        return new(TableTransactionActionType.UpdateMerge, row, ETag);
    }

    public TableEntity Recounted(int confirmed) => new(Partition, Rows.Header) { ["Counted"] = confirmed };
}
