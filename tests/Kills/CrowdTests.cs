using System.Globalization;
using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.Kills;

/// <summary>
/// The promise at the level of processes: whatever dies, nothing that was acknowledged is lost, no letter leaves twice, and
/// every campaign comes to its end. Set <c>CAMPAIGNS_SEED</c> to repeat a run's faults.
/// </summary>
public sealed class CrowdTests(ITestOutputHelper output)
{
    static readonly Dictionary<Blow, int> Everything = new()
    {
        [Blow.KillApp] = 20,
        [Blow.KillMailRoom] = 5,
        [Blow.PauseApp] = 4,
        [Blow.PauseAppPastItsLeases] = 1,
        [Blow.StorageAway] = 2,
    };

    static int Seed => int.TryParse(Environment.GetEnvironmentVariable("CAMPAIGNS_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next();

    [Fact]
    public async Task AFewCampaignsSurviveKills()
    {
        await using var stage = await Stage.StartAsync();
        var crowd = await RunAsync(stage, 4, new() { [Blow.KillApp] = 4, [Blow.KillMailRoom] = 1, [Blow.PauseApp] = 1 }, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(50));

        AssertNothingLostOrDoubled(crowd);
        Assert.True(crowd.Struck.Values.Sum() > 0);
    }

    /// <summary>200 in all, on four stages: Azurite's queries grow slower with the whole table.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [Trait("Category", "Long")]
    public async Task FiftyCampaignsSurviveEverything(int round)
    {
        _ = round;
        await using var stage = await Stage.StartAsync(storageOnDisk: true);
        var crowd = await RunAsync(stage, 50, Everything, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));

        AssertNothingLostOrDoubled(crowd);
        Assert.DoesNotContain(Crowd.Mark, stage.Log("app.log"), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// Storage that forgets its last seconds while the app lives: the app remembers what it was told, and writes it back. What was
    /// decided in those seconds may be gone, and is named; nothing that was confirmed is, and no letter leaves twice. The crashes
    /// (one every nine seconds, each takes back up to five) go through every campaign's life; then all must come to their end.
    /// </summary>
    [Fact]
    [Trait("Category", "Long")]
    public async Task CampaignsSurviveStorageThatForgetsItsLastSeconds()
    {
        await using var stage = await Stage.StartAsync(storageOnDisk: true);
        var crowd = await RunAsync(stage, 20, new() { [Blow.KillStorage] = 1 }, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(3));

        AssertNothingLostOrDoubled(crowd);
    }

    async Task<Crowd> RunAsync(Stage stage, int count, Dictionary<Blow, int> weights, TimeSpan shortest, TimeSpan longest, TimeSpan? peaceAfter = null)
    {
        var seed = Seed;
        var crowd = await new Crowd(stage, seed, weights).RunAsync(count, 20, shortest, longest, peaceAfter);
        output.WriteLine($"CAMPAIGNS_SEED={seed}{crowd.Table()}");
        string[] wrong = [.. crowd.Lost, .. crowd.Doubled, .. crowd.Trouble];
        foreach (var line in wrong) output.WriteLine(line);
        if (wrong.Length > 0) output.WriteLine(stage.Log("app.log"));
        return crowd;
    }

    static void AssertNothingLostOrDoubled(Crowd crowd)
    {
        Assert.Empty(crowd.Lost);
        Assert.Empty(crowd.Doubled);
        Assert.Empty(crowd.Trouble);
        Assert.True(crowd.Campaigns.Sum(campaign => campaign.Signed.Count) > crowd.Campaigns.Count, "hardly anybody could sign");
    }
}
