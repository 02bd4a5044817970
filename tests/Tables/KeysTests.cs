using Azure;
using Azure.Data.Tables;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Tables;

public sealed class KeysTests(AzuriteFixture azurite) : TableTest(azurite)
{
    public static TheoryData<string> Keys =>
    [
        "plain", "it's", "''", "'", "a b", "50%", "%41", "%2F", "a+b", "a&b=c", "(x),'y'", "a;b:c@d", "\"", "{json}", "Сумма", "声明", "مثال", "e\u0301",
        "😀", "..", "~", "|", "x=1,RowKey=2", new string('k', 512),
    ];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task KeysMayHoldWhatTheServiceAllows(string key)
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity(key, key) { ["N"] = 1 }, Cancel);
        await table.UpdateEntityAsync(new TableEntity(key, key) { ["N"] = 2 }, ETag.All, cancellationToken: Cancel);
        await table.SubmitTransactionAsync([new(TableTransactionActionType.UpsertMerge, new TableEntity(key, key) { ["M"] = 3 })], Cancel);

        var read = (await table.GetEntityAsync<TableEntity>(key, key, cancellationToken: Cancel)).Value;
        var found = await ReadAsync(table.QueryAsync<TableEntity>(e => e.PartitionKey == key && e.RowKey == key, cancellationToken: Cancel));
        var deleted = await table.DeleteEntityAsync(key, key, cancellationToken: Cancel);

        Assert.Equal((key, key, 2, 3), (read.PartitionKey, read.RowKey, read.GetInt32("N"), read.GetInt32("M")));
        Assert.Single(found);
        Assert.Equal(204, deleted.Status);
        Assert.Empty(await ReadAsync(table.QueryAsync<TableEntity>(cancellationToken: Cancel)));
    }

    [Fact]
    public async Task AKeyMayBeEmpty()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("", "") { ["N"] = 1 }, Cancel);

        Assert.Equal(1, (await table.GetEntityAsync<TableEntity>("", "", cancellationToken: Cancel)).Value["N"]);
        Assert.Equal(204, (await table.DeleteEntityAsync("", "", cancellationToken: Cancel)).Status);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    public async Task KeysMayNotHoldWhatTheServiceRefuses(string key)
    {
        var table = await NewTableAsync();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", key), Cancel));

        Assert.Equal(400, failure.Status);
    }
}
