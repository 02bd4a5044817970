using System.Collections.Concurrent;
using System.Threading.Channels;
using Azure.Data.Tables;

namespace Campaigns.Mail;

/// <summary>Partitions that have something to send. One that already waits is not written twice, so the queue has a bound.</summary>
internal sealed class OutboxBell
{
    readonly ConcurrentDictionary<(string Table, string Partition), TableClient> waiting = new();
    readonly Channel<(string Table, string Partition)> queue = Channel.CreateUnbounded<(string, string)>();

    readonly Channel<HeldMail> handed = Channel.CreateUnbounded<HeldMail>();

    /// <summary>Whether there is somebody who takes what is handed over.</summary>
    public volatile bool IsHeard;

    public void Hand(HeldMail mail) => handed.Writer.TryWrite(mail);

    /// <summary>Waits for a row that was handed over; takes with it what has come by then.</summary>
    public async ValueTask<List<HeldMail>> TakeAsync(int most, CancellationToken cancellation)
    {
        var taken = new List<HeldMail> { await handed.Reader.ReadAsync(cancellation) };
        while (taken.Count < most && handed.Reader.TryRead(out var next)) taken.Add(next);
        return taken;
    }

    public void Ring(TableClient table, string partition)
    {
        if (waiting.TryAdd((table.Name, partition), table)) queue.Writer.TryWrite((table.Name, partition));
    }

    /// <summary>Waits for the next one. From then on it can be rung again.</summary>
    public async ValueTask<(TableClient Table, string Partition)> NextAsync(CancellationToken cancellation)
    {
        var next = await queue.Reader.ReadAsync(cancellation);
        waiting.TryRemove(next, out var table);
        return (table!, next.Partition);
    }
}
