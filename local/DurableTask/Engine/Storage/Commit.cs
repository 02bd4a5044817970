using Azure.Data.Tables;

namespace Campaigns.Local.DurableTask.Storage;

/// <summary>Cuts a commit into transactions that storage accepts: at most 100 rows and well below 4 MB.</summary>
static class Commit
{
    public const int MostRows = 100;
    const int LargestBody = 3_000_000;

    /// <summary>Leaves room for the sentinel in each part.</summary>
    public static List<List<TableEntity>> Split(List<TableEntity> rows)
    {
        List<List<TableEntity>> parts = [[]];
        var weight = 0;
        foreach (var row in rows)
        {
            var more = Payloads.Weight(row);
            if (parts[^1].Count == MostRows - 1 || (weight + more > LargestBody && parts[^1].Count > 0))
            {
                parts.Add([]);
                weight = 0;
            }

            parts[^1].Add(row);
            weight += more;
        }

        return parts;
    }

    /// <summary>
    /// A whole commit adds its rows, which fails when they are there. A part replaces: its rows are not visible yet,
    /// and an interrupted commit may have left some.
    /// </summary>
    public static List<TableTransactionAction> Actions(List<TableEntity> rows, bool part, TableEntity? sentinel, string commitId)
    {
        var actions = new List<TableTransactionAction>(rows.Count + 1);
        foreach (var row in rows)
        {
            if (part) row[HistoryStore.PartColumn] = true;
            actions.Add(new(part ? TableTransactionActionType.UpsertReplace : TableTransactionActionType.Add, row));
        }

        if (rows.Count > 0) rows[0][HistoryStore.CommitColumn] = commitId;
        if (sentinel is not null) actions.Add(new(TableTransactionActionType.UpsertReplace, sentinel));
        return actions;
    }
}
