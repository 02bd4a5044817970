using Azure;
using Azure.Data.Tables;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Tables;

public sealed class QueriesTests(AzuriteFixture azurite) : TableTest(azurite)
{
    static readonly DateTimeOffset Noon = new(2024, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task FiltersOfEveryTypeFindTheirRows()
    {
        var table = await NewTableAsync();
        var id = Guid.NewGuid();
        await table.AddEntityAsync(Row("a", 1, "l'été", Guid.NewGuid()), Cancel);
        await table.AddEntityAsync(Row("b", 2, "声明 😀 %+", id), Cancel);
        await table.AddEntityAsync(Row("c", 3, "\"x\" & y = z", Guid.NewGuid()), Cancel);

        Assert.Equal("a", await KeysAsync(table, $"Text eq {"l'été"}"));
        Assert.Equal("b", await KeysAsync(table, $"Text eq {"声明 😀 %+"}"));
        Assert.Equal("c", await KeysAsync(table, $"Text eq {"\"x\" & y = z"}"));
        Assert.Equal("bc", await KeysAsync(table, $"Whole gt {1}"));
        Assert.Equal("ab", await KeysAsync(table, $"Big lt {3_000_000_000_000}"));
        Assert.Equal("b", await KeysAsync(table, $"Real eq {2.0}"));
        Assert.Equal("bc", await KeysAsync(table, $"Real ge {1.5}"));
        Assert.Equal("ac", await KeysAsync(table, $"Bool eq {true}"));
        Assert.Equal("b", await KeysAsync(table, $"Id eq {id}"));
        Assert.Equal("b", await KeysAsync(table, $"Instant gt {Noon.AddMinutes(1)} and Instant lt {Noon.AddMinutes(3)}"));
        Assert.Equal("c", await KeysAsync(table, $"Bytes eq {new byte[] { 3, 255 }}"));
        Assert.Equal("c", await KeysAsync(table, $"Tone eq {Tone.Urgent}"));
        Assert.Equal("abc", await KeysAsync(table, $"Timestamp gt {DateTimeOffset.UnixEpoch}"));
    }

    [Fact]
    public async Task LambdasFindTheirRows()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(Row("a", 1, "x", Guid.NewGuid()), Cancel);
        await table.AddEntityAsync(Row("b", 2, "y", Guid.NewGuid()), Cancel);
        await table.AddEntityAsync(Row("c", 3, "z", Guid.NewGuid()), Cancel);

        var between = await ReadAsync(table.QueryAsync<Letter>(e => e.RowKey.CompareTo("b") >= 0 && e.RowKey.CompareTo("c") < 0, cancellationToken: Cancel));
        var either = await ReadAsync(table.QueryAsync<Letter>(e => e.Tone == Tone.Urgent || !e.Bool, cancellationToken: Cancel));
        var all = await ReadAsync(table.QueryAsync<Letter>(_ => true, cancellationToken: Cancel));

        Assert.Equal("b", Assert.Single(between).RowKey);
        Assert.Equal(["b", "c"], either.Select(e => e.RowKey));
        Assert.Equal(3, all.Count);
        Assert.All(all, e => Assert.NotEqual(default, e.ETag));
    }

    [Fact]
    public async Task PagesGoOnWhereTheyStopped()
    {
        var table = await NewTableAsync();
        await AddAllAsync(table, Enumerable.Range(0, 25).Select(i => new TableEntity("声 明'", $"{i:000}")));

        var first = await FirstPageAsync(table.QueryAsync<TableEntity>(maxPerPage: 10, cancellationToken: Cancel), null);
        var second = await FirstPageAsync(table.QueryAsync<TableEntity>(maxPerPage: 10, cancellationToken: Cancel), first.ContinuationToken);
        var third = await FirstPageAsync(table.QueryAsync<TableEntity>(maxPerPage: 10, cancellationToken: Cancel), second.ContinuationToken);
        var sized = await FirstPageAsync(table.QueryAsync<TableEntity>(cancellationToken: Cancel), first.ContinuationToken, size: 3);

        Assert.Equal(["000", "009"], new[] { first.Values[0].RowKey, first.Values[^1].RowKey });
        Assert.Equal(["010", "019"], new[] { second.Values[0].RowKey, second.Values[^1].RowKey });
        Assert.Equal(["020", "024"], new[] { third.Values[0].RowKey, third.Values[^1].RowKey });
        Assert.Null(third.ContinuationToken);
        Assert.Equal(["010", "011", "012"], sized.Values.Select(v => v.RowKey));
    }

    [Fact]
    public async Task MoreThanAPageIsReadToTheEnd()
    {
        var table = await NewTableAsync();
        await AddAllAsync(table, Enumerable.Range(0, 2100).Select(i => new TableEntity("p", $"{i:0000}") { ["N"] = i }));

        var rows = await ReadAsync(table.QueryAsync<TableEntity>("N ge 50", select: ["RowKey", "N"], cancellationToken: Cancel));
        var pages = await ReadAsync(table.QueryAsync<TableEntity>(cancellationToken: Cancel).AsPages());

        Assert.Equal(Enumerable.Range(50, 2050), rows.Select(r => r.GetInt32("N")!.Value));
        Assert.Equal([1000, 1000, 100], pages.Select(p => p.Values.Count));
    }

    [Fact]
    public async Task SelectLimitsTheProperties()
    {
        var table = await NewTableAsync();
        await table.AddEntityAsync(Row("a", 1, "x", Guid.NewGuid()), Cancel);

        var row = Assert.Single(await ReadAsync(table.QueryAsync<TableEntity>(select: ["Whole", "RowKey"], cancellationToken: Cancel)));

        Assert.Equal(1, row["Whole"]);
        Assert.Equal("a", row.RowKey);
        Assert.False(row.ContainsKey("Text"));
    }

    [Fact]
    public async Task ABrokenFilterIsTheCallersFault()
    {
        var table = await NewTableAsync();

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => ReadAsync(table.QueryAsync<Letter>("Text eq", cancellationToken: Cancel)));

        Assert.InRange(failure.Status, 400, 499);
    }

    static Letter Row(string key, int n, string text, Guid id) => new()
    {
        RowKey = key,
        Text = text,
        Whole = n,
        Big = n * 1_000_000_000_000,
        Real = n,
        Bool = n != 2,
        Id = id,
        Instant = Noon.AddMinutes(n),
        Bytes = [(byte)n, 255],
        Tone = n == 3 ? Tone.Urgent : Tone.Plain,
    };

    static async Task<string> KeysAsync(TableClient table, FormattableString filter)
    {
        var rows = await ReadAsync(table.QueryAsync<Letter>(TableClient.CreateQueryFilter(filter), cancellationToken: Cancel));
        return string.Concat(rows.Select(r => r.RowKey));
    }

    static async Task<Page<TableEntity>> FirstPageAsync(AsyncPageable<TableEntity> query, string? token, int? size = null)
    {
        await foreach (var page in query.AsPages(token, size).WithCancellation(Cancel))
            return page;
        throw new InvalidOperationException("There is no page.");
    }
}
