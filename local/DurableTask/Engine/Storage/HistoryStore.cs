using Azure;
using Azure.Data.Tables;

namespace Campaigns.Local.DurableTask.Storage;

/// <summary>
/// The table {hub}History: one partition an instance, one row an event, in the order of their sequence numbers, and a
/// "sentinel" row. Rows are only ever added, so two writers cannot both succeed.
/// </summary>
/// <remarks>
/// What fits into one transaction is visible with it. What does not (a fan-out of a thousand) goes in parts: their rows
/// are marked, and count only once the last part has moved the sentinel's "Through" past them. A crash in between leaves
/// rows that nobody sees and the next load removes. Continue-as-new moves the sentinel's "First": older rows are no
/// longer seen, and removed.
/// </remarks>
sealed partial class HistoryStore(TableClient table, TableCalls calls)
{
    static readonly string[] KeyOnly = ["PartitionKey"];

    internal const string SentinelKey = "sentinel";
    internal const string PartColumn = "Part";
    internal const string CommitColumn = "CommitId";

    /// <summary>The visible history of an instance, and where its next row goes. Removes what a crash left over.</summary>
    /// <param name="rows">What <see cref="ReadAsync"/> gave.</param>
    public async Task<(HistoryCursor Cursor, List<HistoryEvent> Events)> ViewAsync(string instanceId, string startId, List<TableEntity> rows)
    {
        var sentinel = Sentinel.Find(rows);
        var current = sentinel?.StartId == startId ? sentinel : null;
        var visible = current is null ? [] : rows.Where(current.Shows).ToList();
        var expected = visible.Count + (current is null ? 0 : 1);
        if (expected < rows.Count)
            await RemoveAsync(instanceId, row => current is null || !(row.RowKey == SentinelKey || current.Shows(row))).ConfigureAwait(false);

        var cursor = new HistoryCursor(instanceId, startId)
        {
            ExecutionId = current?.ExecutionId ?? startId,
            First = current?.First ?? 0,
            Next = visible.Count == 0 ? current?.First ?? 0 : HistoryRows.Sequence(visible[^1].RowKey) + 1,
            HasSentinel = current is not null,
            Through = current?.Through ?? -1,
            Seen = current?.Seen ?? [],
        };
        return (cursor, visible.ConvertAll(HistoryRows.Read));
    }

    /// <summary>Whether a row has this sequence number, seen or not.</summary>
    public async Task<bool> ExistsAsync(string instanceId, long sequence, Action<Exception>? trouble)
    {
        var row = await calls.UntilDoneAsync("look for row", () => table.GetEntityIfExistsAsync<TableEntity>(
            instanceId, HistoryRows.Key(sequence), KeyOnly, calls.Closed), trouble).ConfigureAwait(false);
        return row.HasValue;
    }

    /// <summary>The visible history, for looking at; changes nothing.</summary>
    public async Task<List<HistoryEvent>> PeekAsync(string instanceId)
    {
        var rows = await ReadAsync(instanceId).ConfigureAwait(false);
        var sentinel = Sentinel.Find(rows);
        return sentinel is null ? [] : rows.Where(sentinel.Shows).Select(HistoryRows.Read).ToList();
    }

    public Task DeleteAsync(string instanceId) => RemoveAsync(instanceId, _ => true);

    /// <summary>All rows of an instance, whatever they are.</summary>
    public Task<List<TableEntity>> ReadAsync(string instanceId, Action<Exception>? trouble = null) => calls.UntilDoneAsync("read history", async () =>
    {
        var rows = new List<TableEntity>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {instanceId}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, 1000, null, calls.Closed).ConfigureAwait(false)) rows.Add(row);
        return rows;
    }, trouble);

    /// <summary>
    /// Removes rows, over and over until there is none left: a row may be gone already after a time-out. The last go first,
    /// so that as long as there is something to remove, the row after the visible ones is there to tell.
    /// </summary>
    async Task RemoveAsync(string instanceId, Func<TableEntity, bool> doomed)
    {
        while (true)
        {
            var rows = (await ReadAsync(instanceId).ConfigureAwait(false)).Where(doomed).Reverse().ToList();
            if (rows.Count == 0) return;
            foreach (var part in rows.Chunk(Commit.MostRows))
            {
                var deletes = part.Select(row => new TableTransactionAction(
                    TableTransactionActionType.Delete, new TableEntity(instanceId, row.RowKey), ETag.All));
                try
                {
                    await calls.UntilDoneAsync("remove history", () => table.SubmitTransactionAsync(deletes, calls.Closed)).ConfigureAwait(false);
                }
                catch (RequestFailedException e) when (e.Status == 404)
                {
                    break;
                }
            }
        }
    }
}

/// <summary>Where an instance's history stands. Moves with each commit.</summary>
sealed class HistoryCursor(string instanceId, string startId)
{
    public string InstanceId { get; } = instanceId;

    public string StartId { get; } = startId;

    public required string ExecutionId { get; set; }

    public long First { get; set; }

    public long Next { get; set; }

    public bool HasSentinel { get; set; }

    public long Through { get; set; } = -1;

    /// <summary>Sources of events that earlier executions took.</summary>
    public IReadOnlyList<string> Seen { get; set; } = [];
}
