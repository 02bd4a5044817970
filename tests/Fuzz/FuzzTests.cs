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
    public Task No_door_breaks_under_three_thousand_bad_requests() => RunAsync(3_000);

    [Fact, Trait("Category", "Long")]
    public Task No_door_breaks_under_a_hundred_thousand_bad_requests() => RunAsync(100_000);

    static async Task RunAsync(int requests)
    {
        await using var house = await FuzzHouse.OpenAsync();
        var report = await new FuzzRun(house, Setting("FUZZ_SEED", 20261124)).RunAsync(Setting("FUZZ_REQUESTS", requests));
        TestContext.Current.TestOutputHelper!.WriteLine(report.ToString());
        Assert.True(report.Failures.Count == 0, report.ToString());
        Assert.True(house.Log.Lines > 0);
        Assert.Empty(house.Log.Caught);
        Assert.True(report.MemoryLate - report.MemoryEarly < Flat, report.ToString());
        Assert.Equal(HttpStatusCode.OK, (await house.House.Browser.GetAsync("/")).StatusCode);
    }

    static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
