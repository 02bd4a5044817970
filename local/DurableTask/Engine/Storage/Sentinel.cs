using Azure.Data.Tables;

namespace Campaigns.Local.DurableTask.Storage;

/// <summary>The row that says which rows of a partition count.</summary>
sealed record Sentinel(string StartId, string ExecutionId, long First, long Through, IReadOnlyList<string> Seen)
{
    public static Sentinel? Find(List<TableEntity> rows) =>
        rows.Find(row => row.RowKey == HistoryStore.SentinelKey) is { } row
            ? new(
                row.GetString("StartId")!,
                row.GetString("ExecutionId")!,
                row.GetInt64("First")!.Value,
                row.GetInt64("Through")!.Value,
                row.GetString("Seen") is { Length: > 0 } seen ? seen.Split('|') : [])
            : null;

    public static TableEntity Write(HistoryCursor cursor, string commitId) => new(cursor.InstanceId, HistoryStore.SentinelKey)
    {
        ["StartId"] = cursor.StartId,
        ["ExecutionId"] = cursor.ExecutionId,
        ["First"] = cursor.First,
        ["Through"] = cursor.Through,
        ["Seen"] = string.Join('|', cursor.Seen),
        [HistoryStore.CommitColumn] = commitId,
    };

    public bool Shows(TableEntity row)
    {
        if (row.RowKey == HistoryStore.SentinelKey) return false;
        var sequence = HistoryRows.Sequence(row.RowKey);
        return sequence >= First && (sequence <= Through || !row.ContainsKey(HistoryStore.PartColumn));
    }
}
