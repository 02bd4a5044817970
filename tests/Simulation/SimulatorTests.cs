namespace Campaigns.Tests.Simulation;

/// <summary>Whole campaigns under faults, by seed. How to replay one: docs/testing.md.</summary>
public sealed class SimulatorTests
{
    [Fact]
    public async Task The_same_seed_is_the_same_run()
    {
        var first = await Simulation.RunAsync("seed=500", "worlds=3");
        var second = await Simulation.RunAsync("seed=500", "worlds=3");
        Assert.Equal(4, first.Length);
        Assert.Equal(first[..3], second[..3]);
    }

    [Fact]
    public Task Everything_holds_under_faults() => HoldsAsync("seed=1", "campaigns=60");

    [Fact]
    [Trait("Category", "Long")]
    public async Task Everything_holds_in_ten_thousand_campaigns() =>
        await Task.WhenAll(HoldsAsync("seed=10000", "campaigns=5000"), HoldsAsync("seed=20000", "campaigns=5000"));

    [Theory]
    [InlineData(nameof(PlantedBug.DoubleLetter), "was sent 2 times", 1)]
    [InlineData(nameof(PlantedBug.LostConfirmation), "was told that the signature stands", 50)] // seeds 1 to 6 find it by another sign first: somebody was told so after the close
    [InlineData(nameof(PlantedBug.LateConfirmation), "when signing was over", 1)]
    [InlineData(nameof(PlantedBug.StuckCampaign), "stuck: ", 1)]
    public async Task A_planted_bug_is_found_within_200_campaigns(string bug, string violation, int seed)
    {
        var told = await Simulation.RunAsync($"seed={seed}", "campaigns=200", $"bug={bug}", "brief");
        Assert.Contains(told, line => line.StartsWith("FOUND", StringComparison.Ordinal));
        Assert.Contains(told, line => line.StartsWith("violated", StringComparison.Ordinal) && line.Contains(violation, StringComparison.Ordinal));
    }

    static async Task HoldsAsync(params string[] options)
    {
        var told = await Simulation.RunAsync(options);
        Assert.True(told[^1].StartsWith("HELD", StringComparison.Ordinal), string.Join('\n', told.SkipWhile(line => line.EndsWith("\"Violations\":[]}", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_failure_is_told_as_a_short_story()
    {
        var told = await Simulation.RunAsync("seed=3", "worlds=4", $"bug={nameof(PlantedBug.StuckCampaign)}");
        var shrunk = Assert.Single(told, line => line.StartsWith("shrunk to: ", StringComparison.Ordinal));
        // Of all faults only the one that it takes is left: without a sweep, a campaign whose start got lost is stuck.
        Assert.Contains(" campaigns 0, faults Bells, ", shrunk, StringComparison.Ordinal);
        Assert.Contains(told.SkipWhile(line => line != shrunk), line => line.Contains("VIOLATION: Campaign", StringComparison.Ordinal));
    }
}
