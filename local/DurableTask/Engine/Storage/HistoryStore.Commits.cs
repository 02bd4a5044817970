using Azure;
using Azure.Data.Tables;

namespace Campaigns.Local.DurableTask.Storage;

sealed partial class HistoryStore
{
    /// <summary>Adds events to a history, all or none of them visible after a crash.</summary>
    /// <exception cref="HubLostException">Another process has written to this history.</exception>
    public Task AppendAsync(HistoryCursor cursor, IReadOnlyList<HistoryEvent> events, Action<Exception>? trouble) =>
        CommitAsync(cursor, events, !cursor.HasSentinel, trouble);

    /// <summary>Begins the history of a next execution with these events; the old one is gone with the same commit.</summary>
    public async Task ContinueAsync(
        HistoryCursor cursor, string executionId, IEnumerable<string> seen, IReadOnlyList<HistoryEvent> events, Action<Exception>? trouble)
    {
        (cursor.ExecutionId, cursor.First, cursor.Seen) = (executionId, cursor.Next, [.. seen]);
        await CommitAsync(cursor, events, true, trouble).ConfigureAwait(false);
        var first = HistoryRows.Key(cursor.First);
        await RemoveAsync(cursor.InstanceId, row => string.CompareOrdinal(row.RowKey, first) < 0).ConfigureAwait(false);
    }

    async Task CommitAsync(HistoryCursor cursor, IReadOnlyList<HistoryEvent> events, bool sentinel, Action<Exception>? trouble)
    {
        var rows = events.Select((e, i) => HistoryRows.Write(e, cursor.InstanceId, cursor.Next + i, cursor.ExecutionId)).ToList();
        var parts = Commit.Split(rows);
        var commitId = Guid.NewGuid().ToString("N");
        if (parts.Count > 1) cursor.Through = cursor.Next + rows.Count - 1;
        for (var i = 0; i < parts.Count; i++)
        {
            var last = i == parts.Count - 1;
            var flips = last && (sentinel || parts.Count > 1) ? Sentinel.Write(cursor, commitId) : null;
            await SubmitAsync(Commit.Actions(parts[i], parts.Count > 1, flips, commitId), commitId, trouble).ConfigureAwait(false);
        }

        cursor.Next += rows.Count;
        cursor.HasSentinel |= sentinel || parts.Count > 1;
    }

    async Task SubmitAsync(IReadOnlyList<TableTransactionAction> actions, string commitId, Action<Exception>? trouble)
    {
        try
        {
            await calls.UntilDoneAsync("commit history", () => table.SubmitTransactionAsync(actions, calls.Closed), trouble).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // Either an earlier try, which seemed to fail, had come through; or someone else writes here.
            var first = actions[0].Entity;
            var stored = await calls.UntilDoneAsync("check commit", () =>
                table.GetEntityIfExistsAsync<TableEntity>(first.PartitionKey, first.RowKey, null, calls.Closed)).ConfigureAwait(false);
            if (!stored.HasValue || stored.Value!.GetString(CommitColumn) != commitId)
                throw new HubLostException($"Another process has written to the history of '{first.PartitionKey}'; this one stops.");
        }
    }
}
