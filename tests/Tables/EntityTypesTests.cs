using System.Globalization;
using Azure.Data.Tables;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Tables;

public sealed class EntityTypesTests(AzuriteFixture azurite) : TableTest(azurite)
{
    static readonly DateTimeOffset ToTheTick = new DateTimeOffset(2024, 2, 29, 23, 59, 59, TimeSpan.FromHours(5.5)).AddTicks(1_234_567);

    public static TheoryData<string> Texts =>
    [
        "", " ", "l'été", "it''s", "\"quoted\"", "a/b\\c#d?e", "50% + 1 & more", "tab\tnew\nline\r\n", "<script>alert(1)</script>",
        "Заявление", "声明", "بيان", "प्रकथन", "😀👩‍👩‍👧", "\u2028\u2029\u0000\u0001", "--changeset_x\r\n{}", "{}}{",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task TextComesBackAsItWas(string text)
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "alone") { ["Text"] = text }, Cancel);
        await table.SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "together") { ["Text"] = text })], Cancel);

        var alone = await table.GetEntityAsync<TableEntity>("p", "alone", cancellationToken: Cancel);
        var together = await table.GetEntityAsync<TableEntity>("p", "together", cancellationToken: Cancel);

        Assert.Equal(text, alone.Value.GetString("Text"));
        Assert.Equal(text, together.Value.GetString("Text"));
    }

    [Fact]
    public async Task AClassComesBackAsItWas()
    {
        var table = await NewTableAsync();
        var written = Full();
        await table.AddEntityAsync(written, Cancel);

        var read = (await table.GetEntityAsync<Letter>("p", "r", cancellationToken: Cancel)).Value;

        Assert.NotEqual(default, read.ETag);
        Assert.InRange(read.Timestamp!.Value, DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.MaxValue);
        Assert.Null(read.Unstored);
        Assert.Equal(written.Data!.ToArray(), read.Data!.ToArray());
        (read.ETag, read.Timestamp, read.Unstored, read.Data) = (written.ETag, written.Timestamp, written.Unstored, written.Data);
        Assert.Equivalent(written, read, strict: true);
        Assert.Equal(ToTheTick, read.Instant);
        Assert.Equal(DateTimeKind.Utc, read.Utc.Kind);
    }

    [Fact]
    public async Task WhatAClassWritesADictionaryReads()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(Full(), Cancel);

        var read = (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel)).Value;

        Assert.Equal("Urgent", read["Tone"]);
        Assert.Equal("own", read["Renamed"]);
        Assert.Equal("text!", read["Computed"]);
        Assert.False(read.ContainsKey("Unstored"));
        Assert.IsType<long>(read["Big"]);
        Assert.IsType<double>(read["Real"]);
        Assert.IsType<DateTimeOffset>(read["Utc"]);
        Assert.IsType<byte[]>(read["Data"]);
        Assert.IsType<Guid>(read["Id"]);
    }

    [Fact]
    public async Task NullIsNotStored()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new Letter(), Cancel);
        await table.AddEntityAsync(new TableEntity("p", "dictionary") { ["Nothing"] = null, ["Something"] = 1 }, Cancel);

        var read = (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel)).Value;
        var dictionary = (await table.GetEntityAsync<TableEntity>("p", "dictionary", cancellationToken: Cancel)).Value;

        Assert.DoesNotContain(read.Keys, key => key is "Text" or "Bytes" or "MaybeWhole" or "MaybeTone" or "Renamed");
        Assert.False(dictionary.ContainsKey("Nothing"));
        Assert.Equal(1, dictionary["Something"]);
    }

    [Fact]
    public async Task ADateTimeMustBeUtc()
    {
        var table = await NewTableAsync();
        var local = DateTime.Parse("2024-01-01T10:00:00", CultureInfo.InvariantCulture);

        await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new Letter { Utc = local }, Cancel));
        await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["Utc"] = local }, Cancel));
    }

    [Fact]
    public async Task AnotherTypeThanTheClassExpectsIsSaid()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r") { ["Whole"] = "not a number" }, Cancel);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => table.GetEntityAsync<Letter>("p", "r", cancellationToken: Cancel));

        Assert.Contains("Letter.Whole", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATypeThatNoTableHoldsIsRefused()
    {
        var table = await NewTableAsync();

        await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["Money"] = 1.5m }, Cancel));
        await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new TableEntity("p", "r") { ["Tone"] = Tone.Urgent }, Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(() => table.AddEntityAsync(new TableEntity { PartitionKey = "p" }, Cancel));
    }

    static Letter Full() => new()
    {
        Text = "text",
        Whole = int.MinValue,
        Big = long.MaxValue,
        Real = 4,
        Bool = true,
        Id = Guid.NewGuid(),
        Instant = ToTheTick,
        Utc = ToTheTick.UtcDateTime,
        Bytes = [0, 255, 128],
        Data = new BinaryData([7, 8]),
        Tone = Tone.Urgent,
        MaybeWhole = 1,
        MaybeBig = -2,
        MaybeReal = double.Epsilon,
        MaybeBool = false,
        MaybeId = Guid.Empty,
        MaybeInstant = DateTimeOffset.UnixEpoch,
        MaybeTone = Tone.Plain,
        Own = "own",
        Unstored = "no",
        OnlyAtBirth = "init",
    };
}
