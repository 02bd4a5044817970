using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;
using Campaigns.Telemetry;
using Microsoft.Extensions.Logging;

namespace Campaigns.Mail;

/// <summary>
/// Sends what waits in one partition, or what it is handed: holds rows by a lease, sends, writes down what became of them. A process
/// that dies in between leaves rows whose lease runs out, and they are sent again: these messages do no harm when they come twice.
/// </summary>
public sealed class OutboxSender(CampaignTables tables, KeyRing keys, BulkMail mail, TimeProvider time, ILogger<OutboxSender> log)
{
    const int InTransaction = 100;
    const int Finished = 50; // two rows each in the transaction that finishes them
    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    // A row that waits for longer than any row is made to wait was put off by a clock that has been set back since.
    static readonly TimeSpan LongestWait = LongestPause + OutboxRow.Lease;

    // Of a lease: the mail service may take this long to answer.
    static readonly TimeSpan TimeToSend = TimeSpan.FromSeconds(35);

    /// <returns>When the earliest row that still waits may be tried again; null when nothing waits.</returns>
    public async Task<DateTimeOffset?> SendAsync(TableClient table, string partition, CancellationToken cancellation = default)
    {
        while (true)
        {
            var rows = await RowsAsync(table, partition, cancellation);
            if (rows.Count == 0) return null;
            var due = rows.Where(row => IsDue(row, time.GetUtcNow())).ToList();
            if (due.Count == 0) return rows.Min(row => row.LeaseUntil);
            await DeliverAsync(await TakeAsync(table, due, cancellation), cancellation);
        }
    }

    /// <summary>Sends rows that were handed over. One whose lease is about to run out is left to <see cref="SendAsync"/>.</summary>
    /// <returns>Where rows still wait, and since when they may be tried again.</returns>
    internal async Task<IReadOnlyList<(HeldMail Row, DateTimeOffset At)>> SendHeldAsync(IReadOnlyList<HeldMail> held, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var late = held.Where(one => one.Row.LeaseUntil < now + TimeToSend).Select(one => (one, one.Row.LeaseUntil));
        return [.. await DeliverAsync([.. held.Where(one => one.Row.LeaseUntil >= now + TimeToSend)], cancellation), .. late];
    }

    async Task<IReadOnlyList<(HeldMail Row, DateTimeOffset At)>> DeliverAsync(IReadOnlyList<HeldMail> held, CancellationToken cancellation)
    {
        using var span = Traces.ForMany("mail.batch", []);
        var outcomes = new List<Outcome>(held.Count);
        var letters = new List<(HeldMail Row, Envelope Envelope)>(held.Count);
        foreach (var one in held)
        {
            if (await KeyAsync(one, cancellation) is not { } key) outcomes.Add(Finish(one, "Purged"));
            else if (Outbox.Open(key, one.Row.Entity) is var envelope && envelope.Discard) outcomes.Add(new(one, [one.Row.Drop()]));
            else letters.Add((one, envelope));
        }
        var results = await mail.SendAsync([.. letters.Select(letter => letter.Envelope)], cancellation);
        outcomes.AddRange(letters.Zip(results, (letter, result) => Of(letter.Row, letter.Envelope.Kind, result)));
        await Task.WhenAll(outcomes.GroupBy(outcome => (outcome.Row.Table.Name, outcome.Row.Partition))
            .SelectMany(partition => partition.Chunk(Finished)).Select(WriteDownAsync));
        return [.. outcomes.Where(outcome => outcome.Again is not null).Select(outcome => (outcome.Row, outcome.Again!.Value))];

        Task WriteDownAsync(Outcome[] some) => some[0].Row.Table.SubmitTransactionAsync(some.SelectMany(outcome => outcome.Actions), cancellation);
    }

    /// <param name="Again">When it may be tried again; null when it is done with.</param>
    sealed record Outcome(HeldMail Row, TableTransactionAction[] Actions, DateTimeOffset? Again = null);

    Outcome Finish(HeldMail held, string state, string? messageId = null, string? reason = null) =>
        new(held, held.Row.Finish(time.GetUtcNow(), state, messageId, reason));

    Outcome Postpone(HeldMail held, TimeSpan pause)
    {
        var at = time.GetUtcNow() + pause;
        return new(held, [held.Row.Postpone(at)], at);
    }

    Outcome Of(HeldMail held, string kind, MailResult result)
    {
        var outcome = result.GetType().Name;
        Meters.Mails.Add(1, Meters.Tag("kind", kind), Meters.Tag("outcome", outcome));
        if (held.Row.SignatureId is { } signature) Traces.OfSignature("signature.mail", ShardKeys.CampaignOf(held.Partition), signature)?.SetTag("campaigns.outcome", outcome).Dispose();
        switch (result)
        {
            case MailResult.Accepted accepted:
                return Finish(held, "Sent", accepted.MessageId);
            case MailResult.Rejected rejected:
                log.LogWarning("A message of kind {Kind} in {Partition} was refused: {Reason}", kind, held.Partition, rejected.Reason);
                return Finish(held, "Rejected", reason: rejected.Reason);
            case MailResult.Busy busy:
                return Postpone(held, Shorter(busy.After ?? Pause(held.Row.Attempts), LongestPause));
            default:
                return Postpone(held, Pause(held.Row.Attempts));
        }
    }

    static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    static bool IsDue(OutboxRow row, DateTimeOffset now) => row.LeaseUntil <= now || row.LeaseUntil > now + LongestWait;

    /// <summary>1, 2, 4 ... seconds, ten minutes at most.</summary>
    static TimeSpan Pause(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(attempts, 20)), LongestPause.TotalSeconds));

    /// <summary>Those of the rows that no other sender was faster to take.</summary>
    async Task<IReadOnlyList<HeldMail>> TakeAsync(TableClient table, IReadOnlyList<OutboxRow> rows, CancellationToken cancellation)
    {
        var taken = new List<HeldMail>(rows.Count);
        foreach (var some in rows.Chunk(InTransaction))
        {
            var until = time.GetUtcNow() + OutboxRow.Lease;
            try
            {
                await table.SubmitTransactionAsync(some.Select(row => row.Take(until)), cancellation);
                taken.AddRange(some.Select(row => new HeldMail(table, row)));
            }
            catch (TableTransactionFailedException lost) when (lost.Status is 404 or 412) { }
        }
        return taken;
    }

    /// <summary>Partitions are named by their campaign, with the shard after a hyphen; those of <c>Access</c> belong to none.</summary>
    async Task<DataKey?> KeyAsync(HeldMail held, CancellationToken cancellation) =>
        held.Table.Name == tables.Access.Name ? keys.Access : await keys.FindAsync(ShardKeys.CampaignOf(held.Partition), cancellation);

    static async Task<List<OutboxRow>> RowsAsync(TableClient table, string partition, CancellationToken cancellation)
    {
        await foreach (var page in table.QueryAsync<TableEntity>(Rows.Filter(partition, Rows.OutboxRows), maxPerPage: BulkMail.Most, cancellationToken: cancellation).AsPages())
            return [.. page.Values.Select(entity => new OutboxRow(entity))];
        return [];
    }
}
