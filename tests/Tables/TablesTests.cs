using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Tables;

public sealed class TablesTests(AzuriteFixture azurite) : TableTest(azurite)
{
    [Fact]
    public async Task TablesAreCreatedOnce()
    {
        var service = new TableServiceClient(ConnectionString);
        var name = AzuriteFixture.NewName("made");

        var created = await service.CreateTableAsync(name, Cancel);
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => service.CreateTableAsync(name, Cancel));
        var again = await service.CreateTableIfNotExistsAsync(name, Cancel);
        var andAgain = await service.GetTableClient(name).CreateIfNotExistsAsync(Cancel);

        Assert.Equal(204, created.GetRawResponse().Status);
        Assert.Equal(409, failure.Status);
        Assert.True(failure.ErrorCode == TableErrorCode.TableAlreadyExists, failure.ErrorCode);
        Assert.Equal(409, again.GetRawResponse().Status);
        Assert.Equal(name, andAgain.Value.Name);
    }

    [Fact]
    public async Task TablesAreListed()
    {
        var service = new TableServiceClient(ConnectionString);
        var prefix = AzuriteFixture.NewName("list");
        string[] names = [$"{prefix}a", $"{prefix}b", $"{prefix}c"];
        foreach (var name in names)
            await service.CreateTableAsync(name, Cancel);

        FormattableString range = $"TableName ge {prefix} and TableName lt {prefix + "z"}"; // a bare $"" would be taken for ready-made OData
        var filtered = await ReadAsync(service.QueryAsync(range, cancellationToken: Cancel));
        var one = await ReadAsync(service.QueryAsync(TableServiceClient.CreateQueryFilter($"TableName eq {names[1]}"), cancellationToken: Cancel));
        var paged = await ReadAsync(service.QueryAsync(maxPerPage: 2, cancellationToken: Cancel));

        Assert.Equal(names, filtered.Select(t => t.Name));
        Assert.Equal(names[1], Assert.Single(one).Name);
        Assert.Equal(names, paged.Select(t => t.Name).Where(names.Contains));
    }

    [Fact]
    public async Task TablesAreDeleted()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"), Cancel);

        Assert.Equal(204, (await table.DeleteAsync(Cancel)).Status);
        Assert.Equal(404, (await table.DeleteAsync(Cancel)).Status);
        Assert.Equal(404, (await new TableServiceClient(ConnectionString).DeleteTableAsync(table.Name, Cancel)).Status);
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r"), Cancel));
        Assert.Equal(404, failure.Status);
        Assert.True(failure.ErrorCode == TableErrorCode.TableNotFound, failure.ErrorCode);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancel)).HasValue);
    }

    [Fact]
    public async Task ABadNameIsRefused()
    {
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => new TableClient(ConnectionString, "1 bad-name").CreateAsync(Cancel));

        Assert.Equal(400, failure.Status);
        Assert.Throws<ArgumentException>(() => new TableClient(ConnectionString, ""));
    }

    [Fact]
    public async Task AWrongKeyIsRefused()
    {
        var right = await NewTableAsync();
        var wrong = new TableSharedKeyCredential(right.AccountName, Convert.ToBase64String(new byte[64]));
        var table = new TableClient(new Uri(right.Uri, "."), right.Name, wrong);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r"), Cancel));

        Assert.Equal(403, failure.Status);
        Assert.NotNull(failure.ErrorCode);
    }

    [Fact]
    public async Task AKeyCanBeChangedUnderARunningClient()
    {
        var key = ConnectionString.Split(';').First(p => p.StartsWith("AccountKey=", StringComparison.Ordinal))["AccountKey=".Length..];
        var right = await NewTableAsync();
        var credential = new TableSharedKeyCredential(right.AccountName, Convert.ToBase64String(new byte[64]));
        var table = new TableClient(new Uri(right.Uri, "."), right.Name, credential);

        credential.SetAccountKey(key);

        Assert.Equal(204, (await table.AddEntityAsync(new TableEntity("p", "r"), Cancel)).Status);
    }

    [Fact]
    public async Task SizesHaveLimits()
    {
        var table = await NewTableAsync();
        var fits = new TableEntity("p", "fits") { ["Text"] = new string('x', 32 * 1024), ["Bytes"] = new byte[64 * 1024] };
        await table.AddEntityAsync(fits, Cancel);

        var read = (await table.GetEntityAsync<TableEntity>("p", "fits", cancellationToken: Cancel)).Value;
        Assert.Equal((32 * 1024, 64 * 1024), (read.GetString("Text")!.Length, read.GetBinary("Bytes")!.Length));

        await RefusesAsync(TableErrorCode.PropertyValueTooLarge, new TableEntity("p", "text") { ["Text"] = new string('x', (32 * 1024) + 1) });
        await RefusesAsync(TableErrorCode.PropertyValueTooLarge, new TableEntity("p", "bytes") { ["Bytes"] = new byte[(64 * 1024) + 1] });
        var big = new TableEntity("p", "entity");
        for (var i = 0; i < 20; i++)
            big[$"Bytes{i}"] = new byte[60 * 1024];
        await RefusesAsync(TableErrorCode.EntityTooLarge, big);

        async Task RefusesAsync(TableErrorCode code, TableEntity row)
        {
            var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpsertEntityAsync(row, TableUpdateMode.Replace, Cancel));
            Assert.True(failure.ErrorCode == code, $"{row.RowKey}: {failure.ErrorCode}");
        }
    }

    [Fact]
    public async Task ARowHolds252Properties()
    {
        var table = await NewTableAsync();
        var row = new TableEntity("p", "r");
        for (var i = 0; i < 252; i++)
            row[$"P{i}"] = i;

        await table.AddEntityAsync(row, Cancel);

        var read = (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel)).Value;
        Assert.All(Enumerable.Range(0, 252), i => Assert.Equal(i, read[$"P{i}"]));
        row["OneMore"] = 1;
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpsertEntityAsync(row, cancellationToken: Cancel));
        Assert.Equal((400, "TooManyProperties"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public void ErrorCodesCompareWithText()
    {
        string? none = null;
        Assert.True("entitynotfound" == TableErrorCode.EntityNotFound);
        Assert.True(none != TableErrorCode.EntityNotFound);
        Assert.Equal("ResourceNotFound", TableErrorCode.ResourceNotFound.ToString());
        Assert.Equal(TableErrorCode.InvalidInput, new TableErrorCode("InvalidInput"));
    }
}
