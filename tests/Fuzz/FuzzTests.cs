using System.Globalization;
using System.Net;

namespace Campaigns.Tests.Fuzz;

/// <summary>
/// Bad input at scale. The environment variable <c>FUZZ_SEED</c> plays another seed, <c>FUZZ_REQUESTS</c> another number of requests.
/// A failure prints seed, number and the request, shrunk.
/// </summary>
public sealed class FuzzTests
{
    const long Flat = 24_000_000;

    [Fact]
    public async Task No_door_breaks_under_three_thousand_bad_requests() => await RunAsync(3_000);

    /// <summary>Only here: after 3,000 requests the app has not seen all it keeps, and the tests beside it use the same memory.</summary>
    [Fact, Trait("Category", "Long")]
    public async Task No_door_breaks_and_nothing_piles_up_under_a_hundred_thousand_bad_requests()
    {
        var report = await RunAsync(100_000);
        Assert.True(report.MemoryLate - report.MemoryEarly < Flat, report.ToString());
    }

    static async Task<FuzzReport> RunAsync(int requests)
    {
        await using var house = await FuzzHouse.OpenAsync();
        var report = await new FuzzRun(house, Setting("FUZZ_SEED", 20261124)).RunAsync(Setting("FUZZ_REQUESTS", requests));
        TestContext.Current.TestOutputHelper!.WriteLine(report.ToString());
        Assert.True(report.Failures.Count == 0, report.ToString());
        Assert.True(house.Log.Lines > 0);
        Assert.Empty(house.Log.Caught);
        Assert.Equal(HttpStatusCode.OK, (await house.House.Browser.GetAsync("/")).StatusCode);
        return report;
    }

    static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
