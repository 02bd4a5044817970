using Azure;
using Azure.Data.Tables;
using Campaigns.Tests.House;
using static Azure.Data.Tables.TableTransactionActionType;

namespace Campaigns.Tests.Tables;

/// <summary>Limits of Azure's tables that Azurite lets pass, or answers otherwise: they hold here, each with Azure's code.</summary>
public sealed class AzureRulesTests(AzuriteFixture azurite) : TableTest(azurite)
{
    const int TextLimit = 32 * 1024, BinaryLimit = 64 * 1024;

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\u0000b")]
    [InlineData("a\u001fb")]
    [InlineData("a\u007fb")]
    [InlineData("a\u0085b")]
    public async Task Keys_without_signs_that_are_forbidden(string key)
    {
        var table = await NewTableAsync();

        await RefusedAsync("OutOfRangeInput", () => table.AddEntityAsync(new TableEntity(key, "r"), Cancel));
        await RefusedAsync("OutOfRangeInput", () => table.UpsertEntityAsync(new TableEntity("p", key), cancellationToken: Cancel));
        await RefusedAsync("OutOfRangeInput", () => table.GetEntityIfExistsAsync<TableEntity>("p", key, cancellationToken: Cancel));
        await RefusedAsync("OutOfRangeInput", () => table.SubmitTransactionAsync([new(Add, new TableEntity("p", key))], Cancel));
    }

    [Fact]
    public async Task Keys_of_a_kilobyte()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity(new string('я', 512), "r"), Cancel);

        await RefusedAsync("KeyValueTooLarge", () => table.AddEntityAsync(new TableEntity("p", new string('k', 513)), Cancel));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("\"")] // escaped on its way
    public async Task Texts_of_64_kilobytes(string sign)
    {
        var table = await NewTableAsync();
        string Text(int length) => string.Concat(Enumerable.Repeat(sign, length));
        await table.AddEntityAsync(new TableEntity("p", "r") { ["T"] = Text(TextLimit) }, Cancel);

        await RefusedAsync("PropertyValueTooLarge", () => table.AddEntityAsync(new TableEntity("p", "s") { ["T"] = Text(TextLimit + 1) }, Cancel));
    }

    [Fact]
    public async Task Bytes_of_64_kilobytes()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["B"] = new byte[BinaryLimit] }, Cancel);

        await RefusedAsync("PropertyValueTooLarge", () => table.UpsertEntityAsync(new TableEntity("p", "s") { ["B"] = new byte[BinaryLimit + 1] }, cancellationToken: Cancel));
    }

    [Fact]
    public async Task Rows_of_a_megabyte()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(Row("r", 15), Cancel);

        await RefusedAsync("EntityTooLarge", () => table.AddEntityAsync(Row("s", 16), Cancel));
        await RefusedAsync("EntityTooLarge", () => table.UpsertEntityAsync(Row("s", 16), cancellationToken: Cancel));

        static TableEntity Row(string key, int properties)
        {
            var row = new TableEntity("p", key);
            for (var i = 0; i < properties; i++) row[$"B{i}"] = new byte[BinaryLimit];
            return row;
        }
    }

    /// <summary>Of three, the one that is wrong is named, and nothing is stored.</summary>
    [Fact]
    public async Task In_a_transaction_the_action_is_named()
    {
        var table = await NewTableAsync();

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [new(Add, new TableEntity("p", "a")), new(Add, new TableEntity("p", "b")), new(Add, new TableEntity("p", "c") { ["T"] = new string('a', TextLimit + 1) })], Cancel));

        Assert.Equal((2, 400, "PropertyValueTooLarge"), (failure.FailedTransactionActionIndex, failure.Status, failure.ErrorCode));
        Assert.Empty(await ReadAsync(table.QueryAsync<TableEntity>(cancellationToken: Cancel)));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("1abc")]
    [InlineData("a-b-c")]
    [InlineData("a_b_c")]
    [InlineData("tables")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123")]
    public async Task Names_of_tables(string name) =>
        await RefusedAsync("InvalidResourceName", () => new TableClient(ConnectionString, name).CreateAsync(Cancel));

    static async Task RefusedAsync(string code, Func<Task> write)
    {
        var failure = await Assert.ThrowsAnyAsync<RequestFailedException>(write);
        Assert.Equal((400, code), (failure.Status, failure.ErrorCode));
    }
}
