namespace Campaigns.Tests.Simulation;

/// <summary>Bugs that a test plants, outside of the product, to see that the simulator finds them.</summary>
enum PlantedBug
{
    None,
    /// <summary>A mail client that sends again when it got no answer.</summary>
    DoubleLetter,
    /// <summary>A door that says "signed" also when the book's answer did not come.</summary>
    LostConfirmation,
    /// <summary>A book whose clock is behind, and whose fence is not set.</summary>
    LateConfirmation,
    /// <summary>Starts of orchestrations get lost, and no sweep makes up for it.</summary>
    StuckCampaign,
}

/// <summary>Everything that a run depends on: the same plan is the same run, call by call.</summary>
/// <param name="Campaigns">Which of the world's campaigns take part, by their place; null: as many as the seed says.</param>
/// <param name="LeftOut">People who do nothing, by campaign and place.</param>
/// <param name="Salt">Another draw of the same faults.</param>
sealed record WorldPlan(long Seed, FaultKinds Faults = FaultKinds.All, PlantedBug Bug = PlantedBug.None, int Salt = 0)
{
    public IReadOnlyList<int>? Campaigns { get; init; }
    public IReadOnlySet<(int Campaign, int Person)> LeftOut { get; init; } = new HashSet<(int, int)>();

    public IReadOnlyList<int> Places => Campaigns ?? [.. Enumerable.Range(0, Seeds.Stream(Seed, "campaigns").Next(1, 9))];
}
