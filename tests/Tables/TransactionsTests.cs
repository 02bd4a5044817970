using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Campaigns.Tests.House;
using static Azure.Data.Tables.TableTransactionActionType;

namespace Campaigns.Tests.Tables;

public sealed class TransactionsTests(AzuriteFixture azurite) : TableTest(azurite)
{
    static TableEntity Row(string key, int n = 0) => new("p", key) { ["N"] = n };

    [Fact]
    public async Task EveryActionOfOneTransaction()
    {
        var table = await NewTableAsync();
        await AddAllAsync(table, ["merged", "replaced", "upsertmerged", "upsertreplaced", "deleted"], 1);

        var answer = await table.SubmitTransactionAsync(
        [
            new(Add, Row("added", 2)),
            new(UpdateMerge, new TableEntity("p", "merged") { ["M"] = 2 }, ETag.All),
            new(UpdateReplace, new TableEntity("p", "replaced") { ["M"] = 2 }, ETag.All),
            new(UpsertMerge, new TableEntity("p", "upsertmerged") { ["M"] = 2 }),
            new(UpsertReplace, new TableEntity("p", "upsertreplaced") { ["M"] = 2 }),
            new(UpsertMerge, Row("new", 2)),
            new(Delete, Row("deleted")),
        ], Cancel);

        var rows = (await ReadAsync(table.QueryAsync<TableEntity>(cancellationToken: Cancel))).ToDictionary(r => r.RowKey);
        Assert.Equal(["added", "merged", "new", "replaced", "upsertmerged", "upsertreplaced"], rows.Keys);
        Assert.Equal((1, 2), (rows["merged"]["N"], rows["merged"]["M"]));
        Assert.Equal((null, 2), (rows["replaced"]["N"], rows["replaced"]["M"]));
        Assert.Equal((1, 2), (rows["upsertmerged"]["N"], rows["upsertmerged"]["M"]));
        Assert.Equal((null, 2), (rows["upsertreplaced"]["N"], rows["upsertreplaced"]["M"]));
        Assert.All(answer.Value, part => Assert.Equal(204, part.Status));
        Assert.Equal(7, answer.Value.Count);
        string[] inOrder = ["added", "merged", "replaced", "upsertmerged", "upsertreplaced", "new"];
        Assert.Equal(inOrder.Select(key => (ETag?)rows[key].ETag), answer.Value.Take(6).Select(part => part.Headers.ETag));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(37)]
    [InlineData(99)]
    public async Task TheFailingActionIsNamedAndNothingIsStored(int failing)
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(Row("there", 1), Cancel);
        var actions = Enumerable.Range(0, 100).Select(i => new TableTransactionAction(Add, Row(i == failing ? "there" : $"{i:000}")));

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(actions, Cancel));

        Assert.Equal(failing, failure.FailedTransactionActionIndex);
        Assert.Equal(409, failure.Status);
        Assert.True(failure.ErrorCode == TableErrorCode.EntityAlreadyExists, failure.ErrorCode);
        Assert.Equal("there", Assert.Single(await ReadAsync(table.QueryAsync<TableEntity>(cancellationToken: Cancel))).RowKey);
    }

    [Fact]
    public async Task AStaleETagUndoesTheWholeTransaction()
    {
        var table = await NewTableAsync();
        await AddAllAsync(table, ["a", "b", "c"], 1);
        var stale = (await table.GetEntityAsync<TableEntity>("p", "b", cancellationToken: Cancel)).Value.ETag;
        await table.UpdateEntityAsync(Row("b", 2), ETag.All, cancellationToken: Cancel);

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [new(UpdateReplace, Row("a", 3), ETag.All), new(Delete, Row("c")), new(UpdateMerge, Row("b", 3), stale)], Cancel));

        Assert.Equal((2, 412), (failure.FailedTransactionActionIndex, failure.Status));
        Assert.True(failure.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied, failure.ErrorCode);
        var rows = await ReadAsync(table.QueryAsync<TableEntity>(cancellationToken: Cancel));
        Assert.Equal([("a", 1), ("b", 2), ("c", 1)], rows.Select(r => (r.RowKey, r.GetInt32("N")!.Value)));
    }

    [Fact]
    public async Task AMissingRowIsNamed()
    {
        var table = await NewTableAsync();

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [new(Add, Row("a")), new(UpdateReplace, Row("b"), ETag.All)], Cancel));

        Assert.Equal((1, 404), (failure.FailedTransactionActionIndex, failure.Status));
        Assert.True(failure.ErrorCode == TableErrorCode.ResourceNotFound, failure.ErrorCode);
    }

    [Fact]
    public async Task ARowKeyMayBeEmpty()
    {
        var table = await NewTableAsync();
        await table.SubmitTransactionAsync([new(Add, Row("")), new(Add, Row("a"))], Cancel);
        await table.SubmitTransactionAsync([new(UpdateMerge, Row("", 1), ETag.All), new(UpsertReplace, Row("a", 1))], Cancel);
        Assert.Equal(1, (await table.GetEntityAsync<TableEntity>("p", "", cancellationToken: Cancel)).Value["N"]);

        await table.SubmitTransactionAsync([new(Delete, Row("")), new(Delete, Row("a"))], Cancel);

        Assert.Empty(await ReadAsync(table.QueryAsync<TableEntity>(cancellationToken: Cancel)));
    }

    /// <summary>As in the official package: only the ETag makes it an update.</summary>
    [Fact]
    public async Task AnUpdateWithoutETagInserts()
    {
        var table = await NewTableAsync();

        await table.SubmitTransactionAsync([new(UpdateMerge, Row("a", 1)), new(UpdateReplace, Row("b", 2))], Cancel);

        Assert.Equal(2, (await ReadAsync(table.QueryAsync<TableEntity>(cancellationToken: Cancel))).Count);
    }

    [Fact]
    public async Task ClassesAndDictionariesMix()
    {
        var table = await NewTableAsync();

        await table.SubmitTransactionAsync([new(Add, new Letter { RowKey = "l", Text = "{'\"}" }), new(Add, Row("d", 5))], Cancel);

        Assert.Equal("{'\"}", (await table.GetEntityAsync<Letter>("p", "l", cancellationToken: Cancel)).Value.Text);
        Assert.Equal(5, (await table.GetEntityAsync<TableEntity>("p", "d", cancellationToken: Cancel)).Value["N"]);
    }

    [Fact]
    public async Task ManyAtOnce()
    {
        var table = await NewTableAsync();
        await Parallel.ForAsync(0, 40, Cancel, async (writer, cancel) =>
        {
            await table.SubmitTransactionAsync(Enumerable.Range(0, 20).Select(i => new TableTransactionAction(Add, new TableEntity($"p{writer}", $"{i}"))), cancel);
            await table.UpdateEntityAsync(new TableEntity($"p{writer}", "0") { ["N"] = writer }, ETag.All, cancellationToken: cancel);
        });

        Assert.Equal(800, (await ReadAsync(table.QueryAsync<TableEntity>(cancellationToken: Cancel))).Count);
        Assert.Equal(40, (await ReadAsync(table.QueryAsync<TableEntity>("RowKey eq '0' and N ge 0", cancellationToken: Cancel))).Count);
    }

    static Task AddAllAsync(TableClient table, string[] keys, int n) => AddAllAsync(table, keys.Select(key => Row(key, n)));
}
