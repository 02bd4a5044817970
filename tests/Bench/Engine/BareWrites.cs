using Azure.Data.Tables;
using Campaigns.Bench.Frame;

namespace Campaigns.Bench.Engine;

/// <summary>What storage alone does: the rows of a small history, written in the ways that storage knows.</summary>
sealed class BareWrites(TableClient table)
{
    const int MostInTransaction = 100;

    /// <summary>One row after the other into one partition: each waits for the one before.</summary>
    public async Task OneByOneAsync(int count)
    {
        for (var n = 0; n < count; n++) await table.AddEntityAsync(Row("p", n));
    }

    /// <summary>Two rows a transaction, one transaction after the other: what a durable step writes.</summary>
    public async Task TwoByTwoAsync(int transactions)
    {
        for (var n = 0; n < transactions; n++) await TransactionAsync("p", [2 * n, (2 * n) + 1]);
    }

    /// <summary>Single rows into one partition, so many at a time.</summary>
    public Task SideBySideAsync(int count, int atOnce) =>
        Workbench.ManyAsync(count, atOnce, n => table.AddEntityAsync(Row("p", n)));

    /// <summary>Rows into one partition, a hundred a transaction, one transaction after the other.</summary>
    public async Task TogetherAsync(int count, int first = 0, int size = MostInTransaction)
    {
        foreach (var part in Enumerable.Range(first, count).Chunk(size)) await TransactionAsync("p", part);
    }

    public Task TransactionAsync(string partition, IEnumerable<int> rows) => table.SubmitTransactionAsync(
        rows.Select(n => new TableTransactionAction(TableTransactionActionType.Add, Row(partition, n))).ToList());

    public Task AddAsync(string partition) => table.AddEntityAsync(Row(partition, 0));

    public Task ReplaceAsync(string partition) => table.UpdateEntityAsync(Row(partition, 0), Azure.ETag.All, TableUpdateMode.Replace);

    /// <summary>With as many and as long columns as a completed activity has in the history.</summary>
    static TableEntity Row(string partition, int n) => new(partition, $"{n:X16}")
    {
        ["EventType"] = "TaskCompleted",
        ["EventId"] = -1,
        ["_Timestamp"] = DateTime.UtcNow,
        ["ExecutionId"] = "0123456789abcdef0123456789abcdef",
        ["Result"] = "1",
        ["TaskScheduledId"] = n,
    };
}
