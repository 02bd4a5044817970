using System.Buffers;
using System.Text;
using Azure.Data.Tables;
using Campaigns.Backup;
using FsCheck;
using FsCheck.Fluent;

namespace Campaigns.Tests.Backup;

/// <summary>A row of a copy: every value with its type, there and back.</summary>
public sealed class RowLineTests
{
    static readonly Arbitrary<TableEntity> AnyRow = Arb.From(
        from text in ArbMap.Default.GeneratorFor<string>()
        from number in ArbMap.Default.GeneratorFor<long>()
        from real in ArbMap.Default.GeneratorFor<double>()
        from bytes in ArbMap.Default.GeneratorFor<byte[]>()
        from ticks in Gen.Choose(0, int.MaxValue)
        from id in ArbMap.Default.GeneratorFor<Guid>()
        select new TableEntity("aaaaaaaaaaaaaaaa", "signature|x")
        {
            ["Text"] = Whole(text ?? ""),
            ["Number"] = number,
            ["Small"] = (int)number,
            ["Real"] = real,
            ["Bytes"] = bytes ?? [],
            ["At"] = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(ticks),
            ["Id"] = id,
            ["Yes"] = number % 2 == 0,
        });

    [Fact]
    public void Comes_back_as_it_was_in_one_line() => Prop.ForAll(AnyRow, row =>
    {
        var line = Line(row);
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        var back = RowLine.Read(line, row.PartitionKey);
        Assert.Equal(row.RowKey, back.RowKey);
        foreach (var (name, value) in row.Where(one => one.Key is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"))) Assert.Equal(value, back[name]);
        Assert.Equal(line, Line(back));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"row\":\"a\"}")]
    [InlineData("{\"row\":\"a/b\",\"values\":{}}")]
    [InlineData("{\"row\":\"a\",\"values\":{\"PartitionKey\":[\"String\",\"b\"]}}")]
    [InlineData("{\"row\":\"a\",\"values\":{\"A\":[\"Number\",1]}}")]
    [InlineData("{\"row\":\"a\",\"values\":{\"A\":[\"Int32\",\"1\"]}}")]
    [InlineData("{\"row\":\"a\",\"values\":{\"A\":[]}}")]
    [InlineData("{\"row\":\"a\",\"values\":{\"A\":[\"Binary\",\"?\"]}}")]
    public void What_is_no_row_is_refused(string line) => Assert.Throws<FormatException>(() => RowLine.Read(line, "aaaaaaaaaaaaaaaa"));

    static string Line(TableEntity row)
    {
        var bytes = new ArrayBufferWriter<byte>();
        RowLine.Write(bytes, row);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>Half a surrogate pair is no text; storage does not take it either.</summary>
    static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
