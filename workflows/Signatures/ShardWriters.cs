using System.Collections.Concurrent;
using Azure.Data.Tables;
using Campaigns.Storage;
using Campaigns.Telemetry;

namespace Campaigns.Signatures;

/// <summary>
/// Group commit: the changes of one shard that arrive while a transaction is under way go together into the next one.
/// A shard without work has no writer.
/// </summary>
/// <param name="committed">Called after each transaction, and when rows were looked at that stay as they are.</param>
internal sealed class ShardWriters(TableClient table, TimeProvider time, Action<ShardTransaction> committed)
{
    const int HeadersKept = 10_000;

    readonly Dictionary<string, LinkedList<BookWrite>> busy = [];
    readonly RecentRows recent = new();
    readonly ConcurrentDictionary<string, BookHeader> headers = new();

    /// <summary>Before another try. By default real time, and never the same: two processes must not keep in step.</summary>
    public Func<Task> PauseAfterConflict { get; set; } = () => Task.Delay(Random.Shared.Next(1, 10));

    /// <summary>Decides and commits. Ends when the transaction is stored, or when there was nothing to write.</summary>
    public async Task<BookOutcome> WriteAsync(string partition, BookWrite write, CancellationToken cancellation)
    {
        // Only who holds a link may be served from memory: the others must not find out by the time it takes.
        if (write.Guarded && recent.Find(partition, write.Id) is { } known) (write.Row, write.Remembered) = (known, true);
        else write.Row = await ReadRowAsync(partition, write.Id, cancellation);
        return await EnqueueAsync(partition, write).WaitAsync(cancellation);
    }

    /// <summary>As <see cref="WriteAsync"/>, with the row already read.</summary>
    public Task<BookOutcome> EnqueueAsync(string partition, BookWrite write)
    {
        lock (busy)
        {
            if (busy.TryGetValue(partition, out var queue)) queue.AddLast(write);
            else
            {
                busy[partition] = queue = new([write]);
                _ = Task.Run(() => RunAsync(partition, queue), CancellationToken.None);
            }
        }
        return write.Done.Task;
    }

    public async Task<BookRow?> ReadRowAsync(string partition, string id, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, Rows.Signature(id), cancellationToken: cancellation);
        return row.HasValue ? BookRow.Read(row.Value!) : null;
    }

    async Task RunAsync(string partition, LinkedList<BookWrite> queue)
    {
        var header = headers.GetValueOrDefault(partition);
        while (Take(partition, queue) is { Count: > 0 } batch)
        {
            using var span = Traces.ForMany("book.commit", batch.Select(write => write.Trace));
            var transaction = new ShardTransaction(table, partition, batch, header, time, PauseAfterConflict);
            try
            {
                foreach (var again in await Task.WhenAll(batch.Where(w => w.Stale).Select(RefreshAsync))) again.Stale = false;
                var rest = await transaction.CommitAsync();
                foreach (var write in span is null ? [] : batch.Except(rest)) Traces.Share("signature.store", write.Trace, span);
                if (transaction.Committed) recent.Add(transaction.Written);
                if (transaction.Committed || transaction.Seen.Count > 0) committed(transaction);
                transaction.Acknowledge();
                Return(queue, rest);
            }
            catch (Exception failure)
            {
                span.Failed(failure);
                foreach (var write in batch) write.Done.TrySetException(failure);
            }
            header = transaction.Header;
            Remember(partition, header);
        }

        async Task<BookWrite> RefreshAsync(BookWrite write)
        {
            write.Row = await ReadRowAsync(partition, write.Id, CancellationToken.None);
            write.Remembered = false;
            return write;
        }
    }

    /// <summary>The header that the next transaction is tried with: its ETag shows whether it is still that.</summary>
    void Remember(string partition, BookHeader? header)
    {
        if (headers.Count >= HeadersKept) headers.Clear();
        if (header is null) headers.TryRemove(partition, out _);
        else headers[partition] = header;
    }

    /// <summary>The next batch in the order of arrival, each row once; empty when the shard has no work, and then it has no writer.</summary>
    List<BookWrite> Take(string partition, LinkedList<BookWrite> queue)
    {
        var batch = new List<BookWrite>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var room = ShardTransaction.Limit - 1; // one for the header
        lock (busy)
        {
            for (var node = queue.First; node is not null;)
            {
                var (write, next) = (node.Value, node.Next);
                if (write.Size > room) break;
                if (ids.Add(write.Id))
                {
                    batch.Add(write);
                    queue.Remove(node);
                    room -= write.Size;
                }
                else write.Stale = true; // the one before it is about to change the row
                node = next;
            }
            if (batch.Count == 0) busy.Remove(partition);
        }
        return batch;
    }

    void Return(LinkedList<BookWrite> queue, IReadOnlyList<BookWrite> rest)
    {
        lock (busy)
            for (var i = rest.Count - 1; i >= 0; i--) queue.AddFirst(rest[i]);
    }
}
