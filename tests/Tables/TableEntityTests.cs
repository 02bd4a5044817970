using Azure;
using Azure.Data.Tables;

namespace Campaigns.Tests.Tables;

public sealed class TableEntityTests
{
    [Fact]
    public void IsADictionary()
    {
        var row = new TableEntity("p", "r") { { "A", 1 }, { "B", null } };
        IDictionary<string, object?> dictionary = row;

        Assert.Equal(["PartitionKey", "RowKey", "A", "B"], row.Keys);
        Assert.Equal(4, row.Count);
        Assert.True(row.TryGetValue("A", out var value) && value is 1);
        Assert.True(row.Remove("A"));
        Assert.False(row.ContainsKey("A"));
        Assert.Null(row["A"]);
        Assert.Contains(new KeyValuePair<string, object?>("RowKey", "r"), dictionary);
        Assert.Throws<ArgumentException>(() => row.Add("B", 1));
        row.Clear();
        Assert.Null(row.PartitionKey);
    }

    [Fact]
    public void CopiesADictionary()
    {
        var values = new Dictionary<string, object> { ["PartitionKey"] = "p", ["RowKey"] = "r", ["N"] = 1 };
        var row = new TableEntity(values) { ["N"] = 2, ETag = new ETag("x") };

        Assert.Equal(("p", "r", 1, 2), (row.PartitionKey, row.RowKey, values["N"], row["N"]));
        Assert.Equal(new ETag("x"), row.ETag);
        Assert.Null(row.Timestamp);
    }

    [Fact]
    public void TypedGettersKnowTheirType()
    {
        var instant = new DateTimeOffset(2024, 3, 1, 10, 0, 0, TimeSpan.FromHours(2));
        var row = new TableEntity
        {
            ["Text"] = "t",
            ["Whole"] = 1,
            ["Big"] = 2L,
            ["Real"] = 3.0,
            ["Bool"] = true,
            ["Id"] = Guid.Empty,
            ["When"] = instant,
            ["Bytes"] = new byte[] { 1 },
        };

        Assert.Equal(("t", 1, 2L, 3.0, true), (row.GetString("Text"), row.GetInt32("Whole"), row.GetInt64("Big"), row.GetDouble("Real"), row.GetBoolean("Bool")));
        Assert.Equal((Guid.Empty, instant, instant.UtcDateTime), (row.GetGuid("Id"), row.GetDateTimeOffset("When"), row.GetDateTime("When")));
        Assert.Equal([1], row.GetBinary("Bytes")!);
        Assert.Equal([1], row.GetBinaryData("Bytes")!.ToArray());
        Assert.Null(row.GetInt32("Missing"));
        Assert.Throws<InvalidOperationException>(() => row.GetInt32("Big"));
        Assert.Throws<InvalidOperationException>(() => row.GetString("Whole"));
    }

    [Fact]
    public void AnIntOverAWiderNumberKeepsTheWidth()
    {
        var row = new TableEntity { ["Big"] = 2L, ["Real"] = 3.0 };
        (row["Big"], row["Real"]) = (5, 6);

        Assert.Equal((5L, 6.0), (row["Big"], row["Real"]));
    }
}
