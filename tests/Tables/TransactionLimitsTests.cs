using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Campaigns.Tests.House;
using static Azure.Data.Tables.TableTransactionActionType;

namespace Campaigns.Tests.Tables;

public sealed class TransactionLimitsTests(AzuriteFixture azurite) : TableTest(azurite)
{
    static TableEntity Row(string key) => new("p", key);

    [Fact]
    public async Task ARowMayAppearOnce()
    {
        var table = await NewTableAsync();

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [new(Add, Row("a")), new(UpsertMerge, Row("b")), new(UpsertMerge, Row("a"))], Cancel));

        Assert.Equal(400, failure.Status);
        Assert.True(failure.ErrorCode == TableErrorCode.InvalidDuplicateRow, failure.ErrorCode);
    }

    [Fact]
    public async Task AllRowsAreOfOnePartition()
    {
        var table = await NewTableAsync();

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [new(Add, Row("a")), new(Add, new TableEntity("q", "a"))], Cancel));

        Assert.Equal((1, 400, "CommandsInBatchActOnDifferentPartitions"), (failure.FailedTransactionActionIndex, failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task MoreThanAHundredActionsAreRefused()
    {
        var table = await NewTableAsync();
        var actions = Enumerable.Range(0, 101).Select(i => new TableTransactionAction(Add, Row($"{i}")));

        var failure = await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.SubmitTransactionAsync(actions, Cancel));

        Assert.Equal(400, failure.Status);
        Assert.True(failure.ErrorCode == TableErrorCode.InvalidInput, failure.ErrorCode);
        Assert.Empty(await ReadAsync(table.QueryAsync<TableEntity>(cancellationToken: Cancel)));
    }

    [Fact]
    public async Task MoreThanFourMegabytesAreRefused()
    {
        var table = await NewTableAsync();
        var actions = Enumerable.Range(0, 90).Select(i => new TableTransactionAction(Add, new TableEntity("p", $"{i}") { ["B"] = new byte[40_000] }));

        var failure = await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.SubmitTransactionAsync(actions, Cancel));

        Assert.Equal(413, failure.Status);
        Assert.Empty(await ReadAsync(table.QueryAsync<TableEntity>(cancellationToken: Cancel)));
    }

    [Fact]
    public async Task AnEmptyTransactionIsAMistake()
    {
        var table = await NewTableAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([], Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.SubmitTransactionAsync(null!, Cancel));
    }
}
