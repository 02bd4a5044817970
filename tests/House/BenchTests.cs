using System.Text.Json;
using Campaigns.Bench.Frame;

namespace Campaigns.Tests.House;

/// <summary>
/// Each measurement of ./bench, at a tiny size: it works and says what the contract asks for. No speed is asserted. Each on storage of its own:
/// they run the whole app by the real clock, whose watchdog would close the campaigns of tests that live in another year.
/// </summary>
public sealed class BenchTests
{
    static readonly string[] Fields = ["name", "value", "unit", "ceiling", "ratio", "note"];

    public static TheoryData<string> Names => [.. Suite.All.Select(part => part.Names[0])];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task EachPartMeasuresWhatItNames(string name)
    {
        var part = Assert.Single(Suite.Named([name]));

        var measurements = await Suite.RunAsync(part, tiny: true);

        Assert.Equal(part.Names, measurements.Select(measurement => measurement.Name));
        using var json = JsonDocument.Parse(Report.Write(measurements));
        foreach (var written in json.RootElement.GetProperty("measurements").EnumerateArray())
        {
            Assert.Equal(Fields, written.EnumerateObject().Select(field => field.Name));
            Assert.True(written.GetProperty("value").GetDouble() > 0 || MayBeNothing(written.GetProperty("name").GetString()!, written.GetProperty("unit").GetString()!), written.ToString());
            Assert.NotEqual("", written.GetProperty("note").GetString());
        }
    }

    /// <summary>A page that moves nothing and never keeps a thumb waiting is as it should be. The memory is that of all tests of this process: it may have become less meanwhile.</summary>
    static bool MayBeNothing(string name, string unit) =>
        unit is "MB" or "bytes" || name.StartsWith("page.blocked-", StringComparison.Ordinal) || name.StartsWith("page.shift-", StringComparison.Ordinal);

    [Fact]
    public void AGroupStandsForItsMeasurementsAndAnUnknownNameIsRefusedWithTheKnownOnes()
    {
        Assert.Equal(Suite.All.Where(part => part.Names[0].StartsWith("engine.", StringComparison.Ordinal)), Suite.Named(["engine"]));
        Assert.Equal(Suite.All.Where(part => !part.IsLong), Suite.Named([]));
        Assert.Equal(Suite.All, Suite.Named([], isLong: true));
        Assert.Contains("engine.sequential", Assert.Throws<ArgumentException>(() => Suite.Named(["engine.sequentia"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneSlowRoundDoesNotMoveTheMedianAndHigherIsAlwaysBetter()
    {
        var pair = Pair.Of([(100, 200), (1, 200), (110, 200), (105, 1)]);

        Assert.Equal((102.5, 200), (pair.Ours, pair.Bare));
        Assert.Equal(0.5125, Measurement.OfRate("a", pair, "1/s", "").Ratio);
        Assert.Equal(1.951, Measurement.OfCost("a", pair, "s", "").Ratio);
    }
}
