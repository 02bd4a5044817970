using Azure.Data.Tables;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Tables;

public sealed class NumbersTests(AzuriteFixture azurite) : TableTest(azurite)
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(-12345678901.0)]
    [InlineData(0.1)]
    [InlineData(double.MaxValue)]
    [InlineData(double.Epsilon)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public async Task DoublesStayDoubles(double number)
    {
        var table = await NewTableAsync();
        await table.UpsertEntityAsync(new TableEntity("p", "dictionary") { ["Real"] = number }, cancellationToken: Cancel);
        await table.UpsertEntityAsync(new Letter { Real = number, MaybeReal = number }, TableUpdateMode.Replace, Cancel);

        var dictionary = (await table.GetEntityAsync<TableEntity>("p", "dictionary", cancellationToken: Cancel)).Value;
        var letter = (await table.GetEntityAsync<Letter>("p", "r", cancellationToken: Cancel)).Value;

        Assert.Equal(number, dictionary.GetDouble("Real"));
        Assert.Equal(number, letter.Real);
        Assert.Equal(number, letter.MaybeReal);
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(9007199254740993)]
    [InlineData(long.MaxValue)]
    public async Task SixtyFourBitsAreKept(long number)
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Big"] = number }, Cancel);

        Assert.Equal(number, (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel)).Value.GetInt64("Big"));
        Assert.Equal(number, (await table.GetEntityAsync<Letter>("p", "r", cancellationToken: Cancel)).Value.Big);
    }
}
