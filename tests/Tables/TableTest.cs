using Azure.Data.Tables;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Tables;

/// <summary>A test that has a table of its own in the run's Azurite.</summary>
public abstract class TableTest(AzuriteFixture azurite)
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected string ConnectionString => azurite.ConnectionString;

    protected async Task<TableClient> NewTableAsync()
    {
        var table = new TableClient(azurite.ConnectionString, AzuriteFixture.NewName("rows"));
        await table.CreateAsync(Cancel);
        return table;
    }

    protected static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> source)
    {
        var items = new List<T>();
        await foreach (var item in source.WithCancellation(Cancel))
            items.Add(item);
        return items;
    }

    /// <summary>Inserts rows in transactions of 100.</summary>
    protected static async Task AddAllAsync(TableClient table, IEnumerable<TableEntity> rows)
    {
        foreach (var part in rows.Chunk(100))
            await table.SubmitTransactionAsync(part.Select(r => new TableTransactionAction(TableTransactionActionType.Add, r)), Cancel);
    }
}
