using Azure;
using Azure.Data.Tables;

namespace Campaigns.Storage;

static class WholePartition
{
    /// <summary>Deletes every row of a partition, one by one: a row that somebody else has deleted meanwhile is no error. Safe to repeat.</summary>
    public static async Task DeleteAllAsync(this TableClient table, string partition, CancellationToken cancellation)
    {
        var rows = table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), select: ["PartitionKey", "RowKey"], cancellationToken: cancellation);
        await foreach (var row in rows) await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellation);
    }
}
