using System.Collections.Concurrent;
using System.Threading.Channels;
using Azure.Data.Tables;

namespace Campaigns.Mail;

/// <summary>Partitions that have something to send. One that already waits is not written twice, so the queue has a bound.</summary>
internal sealed class OutboxBell
{
    readonly ConcurrentDictionary<(string Table, string Partition), TableClient> waiting = new();
    readonly Channel<(string Table, string Partition)> queue = Channel.CreateUnbounded<(string, string)>();

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
