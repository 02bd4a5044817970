using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Campaigns.Mail;

/// <summary>
/// Sends as soon as the outbox rings, several partitions at once. A partition whose messages have to wait is rung again when
/// its time has come. What was rung in a process that died is found by <see cref="OutboxSweep"/>.
/// </summary>
public sealed class OutboxPump(Outbox outbox, OutboxSender sender, TimeProvider time, ILogger<OutboxPump> log) : BackgroundService
{
    const int AtOnce = 4;
    const int HandedAtOnce = 2; // one sends while the other writes down
    static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([
            .. Enumerable.Range(0, AtOnce).Select(_ => RunAsync(stoppingToken)),
            .. Enumerable.Range(0, HandedAtOnce).Select(_ => RunHandedAsync(stoppingToken))]);

    async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                var (table, partition) = await outbox.Bell.NextAsync(stopping);
                if (await SendAsync(table, partition, stopping) is { } next) RingAt(table, partition, next, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // the app stops; leased rows are taken up again after their lease
        }
    }

    async Task RunHandedAsync(CancellationToken stopping)
    {
        outbox.Bell.IsHeard = true;
        try
        {
            while (true) await SendHandedAsync(await outbox.Bell.TakeAsync(BulkMail.Most, stopping), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            outbox.Bell.IsHeard = false; // what was handed over and not sent is taken up again after its lease
        }
    }

    async Task SendHandedAsync(List<HeldMail> held, CancellationToken stopping)
    {
        IEnumerable<(HeldMail Row, DateTimeOffset At)> waiting;
        try
        {
            waiting = await sender.SendHeldAsync(held, stopping);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            log.LogWarning("{Count} messages wait until their lease has run out: {Trouble}", held.Count, Name(trouble));
            waiting = held.Select(one => (one, one.Row.LeaseUntil));
        }
        foreach (var partition in waiting.GroupBy(one => (one.Row.Table.Name, one.Row.Partition)))
            RingAt(partition.First().Row.Table, partition.Key.Partition, partition.Min(one => one.At), stopping);
    }

    static string? Name(Exception trouble) => trouble is RequestFailedException failed ? failed.ErrorCode : trouble.GetType().Name;

    async Task<DateTimeOffset?> SendAsync(TableClient table, string partition, CancellationToken stopping)
    {
        try
        {
            return await sender.SendAsync(table, partition, stopping);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            log.LogWarning("The outbox of {Partition} waits: {Trouble}", partition, Name(trouble));
            return time.GetUtcNow() + AfterTrouble;
        }
    }

    async void RingAt(TableClient table, string partition, DateTimeOffset at, CancellationToken stopping)
    {
        var wait = at - time.GetUtcNow();
        try
        {
            if (wait > TimeSpan.Zero) await Task.Delay(wait, time, stopping);
            outbox.Ring(table, partition);
        }
        catch (OperationCanceledException)
        {
            // the app stops
        }
    }
}

/// <summary>Rings for every partition in which something waits: at the start and by a timer, for bells that nobody heard.</summary>
public sealed class OutboxSweep(Outbox outbox, CampaignTables tables, CampaignStore campaigns, TimeProvider time)
{
    /// <summary>How long after its end a campaign's partitions are still looked at.</summary>
    static readonly TimeSpan Aftermath = TimeSpan.FromDays(3);

    /// <returns>What waits in all partitions together.</returns>
    public async Task<WaitingMail> RunAsync(CancellationToken cancellation = default)
    {
        var waiting = await RingIfWaitingAsync(tables.Access, "outbox", cancellation);
        await foreach (var id in CampaignsAsync(cancellation))
        {
            waiting += await RingIfWaitingAsync(tables.Campaigns, id, cancellation);
            if (await campaigns.FindAsync(id, cancellation) is not { } campaign) continue;
            foreach (var shard in ShardKeys.All(campaign))
                waiting += await RingIfWaitingAsync(tables.Signatures, shard, cancellation);
        }
        return waiting;
    }

    async IAsyncEnumerable<string> CampaignsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var since = time.GetUtcNow() - Aftermath;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {"active"} or PartitionKey eq {"draft"} or (PartitionKey eq {"ended"} and Timestamp ge {since})");
        await foreach (var row in tables.Index.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellation))
            yield return row.RowKey;
    }

    async Task<WaitingMail> RingIfWaitingAsync(TableClient table, string partition, CancellationToken cancellation)
    {
        var waiting = WaitingMail.None;
        var rows = table.QueryAsync<TableEntity>(Rows.Filter(partition, Rows.OutboxRows), select: ["RowKey", "CreatedAt"], cancellationToken: cancellation);
        await foreach (var row in rows)
        {
            if (waiting.Messages == 0) outbox.Ring(table, partition);
            waiting += new WaitingMail(1, row.GetDateTimeOffset("CreatedAt"));
        }
        return waiting;
    }
}

/// <summary>Messages that have not left.</summary>
/// <param name="Oldest">When the one was written that waits longest; null when there is none.</param>
public sealed record WaitingMail(int Messages, DateTimeOffset? Oldest)
{
    public static readonly WaitingMail None = new(0, null);

    public static WaitingMail operator +(WaitingMail one, WaitingMail other) =>
        new(one.Messages + other.Messages, other.Oldest is null || one.Oldest < other.Oldest ? one.Oldest : other.Oldest);
}
