using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns;

static class TableReads
{
    /// <summary>All rows of a partition whose names begin with <paramref name="prefix"/>, in the order of their names.</summary>
    public static async Task<List<TableEntity>> WithPrefixAsync(
        this TableClient table, string partition, string prefix, CancellationToken cancellation, IEnumerable<string>? columns = null)
    {
        var rows = new List<TableEntity>();
        var found = table.QueryAsync<TableEntity>(Rows.Filter(partition, prefix), select: columns, cancellationToken: cancellation);
        await foreach (var row in found) rows.Add(row);
        return rows;
    }
}
