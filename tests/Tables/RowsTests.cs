using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Tables;

public sealed class RowsTests(AzuriteFixture azurite) : TableTest(azurite)
{
    [Fact]
    public async Task ARowIsInsertedOnce()
    {
        var table = await NewTableAsync();
        var added = await table.AddEntityAsync(new TableEntity("p", "r"), Cancel);
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r"), Cancel));

        Assert.Equal(204, added.Status);
        Assert.NotNull(added.Headers.ETag);
        Assert.Equal(409, failure.Status);
        Assert.True(failure.ErrorCode == TableErrorCode.EntityAlreadyExists, failure.ErrorCode);
    }

    [Fact]
    public async Task TheETagOfAWriteIsTheETagOfTheRow()
    {
        var table = await NewTableAsync();
        var added = (await table.AddEntityAsync(new TableEntity("p", "r"), Cancel)).Headers.ETag;
        var afterAdd = (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel)).Value.ETag;
        var merged = (await table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, afterAdd, cancellationToken: Cancel)).Headers.ETag;
        var afterMerge = (await table.GetEntityAsync<Letter>("p", "r", cancellationToken: Cancel)).Value.ETag;

        Assert.Equal(added, afterAdd);
        Assert.Equal(merged, afterMerge);
        Assert.NotEqual(added, merged);
    }

    [Fact]
    public async Task AStaleETagIsRefused()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"), Cancel);
        var row = (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel)).Value;
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["A"] = 1 }, ETag.All, cancellationToken: Cancel);

        foreach (var attempt in new Func<Task>[]
        {
            () => table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Merge, Cancel),
            () => table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancel),
            () => table.DeleteEntityAsync("p", "r", row.ETag, Cancel),
            () => table.DeleteEntityAsync(row, row.ETag, Cancel),
        })
        {
            var failure = await Assert.ThrowsAsync<RequestFailedException>(attempt);
            Assert.Equal(412, failure.Status);
            Assert.True(failure.ErrorCode == TableErrorCode.UpdateConditionNotSatisfied, failure.ErrorCode);
        }
    }

    [Fact]
    public async Task MergeKeepsAndReplaceForgets()
    {
        var table = await NewTableAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = "b" }, cancellationToken: Cancel);
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["A"] = 2L, ["C"] = true }, TableUpdateMode.Merge, Cancel);
        var merged = (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel)).Value;
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["D"] = 4 }, TableUpdateMode.Replace, Cancel);
        var replaced = (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel)).Value;

        Assert.Equal((2L, "b", true), (merged["A"], merged["B"], merged["C"]));
        Assert.Equal(["D", "PartitionKey", "RowKey", "Timestamp", "odata.etag"], replaced.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AnUpdateNeedsARowAndAnETag()
    {
        var table = await NewTableAsync();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All, TableUpdateMode.Replace, Cancel));

        Assert.Equal(404, failure.Status);
        Assert.True(failure.ErrorCode == TableErrorCode.ResourceNotFound, failure.ErrorCode);
        await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), default, cancellationToken: Cancel));
    }

    [Fact]
    public async Task ReadingWhatIsNotThere()
    {
        var table = await NewTableAsync();
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<Letter>("p", "r", cancellationToken: Cancel));
        var nothing = await table.GetEntityIfExistsAsync<Letter>("p", "r", cancellationToken: Cancel);

        Assert.Equal(404, failure.Status);
        Assert.True(failure.ErrorCode == TableErrorCode.ResourceNotFound, failure.ErrorCode);
        Assert.False(nothing.HasValue);
        Assert.Equal(404, nothing.GetRawResponse().Status);
        Assert.Throws<InvalidOperationException>(() => nothing.Value);
        Assert.Equal(404, (await table.DeleteEntityAsync("p", "r", cancellationToken: Cancel)).Status);
    }

    [Fact]
    public async Task SelectReadsOnlyWhatWasAskedFor()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1, ["B"] = "b" }, Cancel);

        var read = (await table.GetEntityAsync<TableEntity>("p", "r", ["A"], Cancel)).Value;
        var maybe = await table.GetEntityIfExistsAsync<TableEntity>("p", "r", ["B", "RowKey"], Cancel);

        Assert.Equal(1, read["A"]);
        Assert.False(read.ContainsKey("B"));
        Assert.Equal(("b", "r"), (maybe.Value!.GetString("B"), maybe.Value.RowKey));
        Assert.NotEqual(default, read.ETag);
    }
}
