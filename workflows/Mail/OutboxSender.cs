using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;
using Microsoft.Extensions.Logging;

namespace Campaigns.Mail;

/// <summary>
/// Sends what waits in one partition: takes rows by a lease, sends, writes down what became of them. A process that dies in
/// between leaves rows whose lease runs out, and they are sent again: these messages do no harm when they come twice.
/// </summary>
public sealed class OutboxSender(CampaignTables tables, KeyRing keys, Mailer mailer, TimeProvider time, ILogger<OutboxSender> log)
{
    const int Batch = 50; // two rows each in the transaction that finishes them
    const int AtOnce = 8;
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(45); // what a process takes with it when it dies waits this long
    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    // A row that waits for longer than any row is made to wait was put off by a clock that has been set back since.
    static readonly TimeSpan LongestWait = LongestPause + Lease;

    /// <returns>When the earliest row that still waits may be tried again; null when nothing waits.</returns>
    public async Task<DateTimeOffset?> SendAsync(TableClient table, string partition, CancellationToken cancellation = default)
    {
        while (true)
        {
            var rows = await RowsAsync(table, partition, cancellation);
            if (rows.Count == 0) return null;
            var due = rows.Where(row => IsDue(row, time.GetUtcNow())).Take(Batch).ToList();
            if (due.Count == 0) return rows.Min(row => row.LeaseUntil);
            if (!await TryLeaseAsync(table, due, cancellation)) continue;
            await SendAsync(table, partition, due, cancellation);
        }
    }

    async Task SendAsync(TableClient table, string partition, List<OutboxRow> due, CancellationToken cancellation)
    {
        var key = await KeyAsync(table, partition, cancellation);
        var outcomes = new TableTransactionAction[due.Count][];
        await Parallel.ForAsync(0, due.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (i, stop) => outcomes[i] = await SendAsync(key, due[i], stop));
        await table.SubmitTransactionAsync(outcomes.SelectMany(actions => actions), cancellation);
    }

    async Task<TableTransactionAction[]> SendAsync(DataKey? key, OutboxRow row, CancellationToken cancellation)
    {
        if (key is null) return row.Finish(time.GetUtcNow(), "Purged", null, null);
        var envelope = Outbox.Open(key, row.Entity);
        if (envelope.Discard) return [row.Drop()];
        var result = await mailer.SendAsync(await mailer.PrepareAsync(envelope.To, MessageWords.Write(envelope.Message())), cancellation);
        switch (result)
        {
            case MailResult.Accepted accepted:
                return row.Finish(time.GetUtcNow(), "Sent", accepted.MessageId, null);
            case MailResult.Rejected rejected:
                log.LogWarning("A message of kind {Kind} in {Partition} was refused: {Reason}", envelope.Kind, row.Entity.PartitionKey, rejected.Reason);
                return row.Finish(time.GetUtcNow(), "Rejected", null, rejected.Reason);
            case MailResult.Busy busy:
                return [row.Postpone(time.GetUtcNow() + Shorter(busy.After ?? Pause(row.Attempts), LongestPause))];
            default:
                return [row.Postpone(time.GetUtcNow() + Pause(row.Attempts))];
        }
    }

    static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    static bool IsDue(OutboxRow row, DateTimeOffset now) => row.LeaseUntil <= now || row.LeaseUntil > now + LongestWait;

    /// <summary>1, 2, 4 ... seconds, ten minutes at most.</summary>
    static TimeSpan Pause(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(attempts, 20)), LongestPause.TotalSeconds));

    async Task<bool> TryLeaseAsync(TableClient table, List<OutboxRow> rows, CancellationToken cancellation)
    {
        var until = time.GetUtcNow() + Lease;
        try
        {
            await table.SubmitTransactionAsync(rows.Select(row => row.Lease(until)), cancellation);
            return true;
        }
        catch (TableTransactionFailedException taken) when (taken.Status is 404 or 412)
        {
            return false;
        }
    }

    /// <summary>Partitions are named by their campaign, with the shard after a hyphen; those of <c>Access</c> belong to none.</summary>
    async Task<DataKey?> KeyAsync(TableClient table, string partition, CancellationToken cancellation) =>
        table.Name == tables.Access.Name ? keys.Access : await keys.FindAsync(ShardKeys.CampaignOf(partition), cancellation);

    static async Task<List<OutboxRow>> RowsAsync(TableClient table, string partition, CancellationToken cancellation)
    {
        await foreach (var page in table.QueryAsync<TableEntity>(Rows.Filter(partition, Rows.OutboxRows), maxPerPage: 200, cancellationToken: cancellation).AsPages())
            return [.. page.Values.Select(entity => new OutboxRow(entity))];
        return [];
    }
}
