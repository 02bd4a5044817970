using System.Collections.Immutable;

namespace Campaigns.Functions.Pages.Charts;

/// <summary>
/// Where an instant stands between the left (0) and the right (1) of the picture of a life. Hours and years have to be read in one picture, so a pause does not get a
/// width in proportion to its length: it gets the fourth root of it. What comes later never stands further left. Pure.
/// </summary>
public sealed class LifeScale
{
    const double Root = 0.25;

    readonly ImmutableArray<DateTimeOffset> instants;
    readonly ImmutableArray<double> places;

    /// <param name="keys">Every instant that will be asked for, in any order; at least one.</param>
    public LifeScale(IEnumerable<DateTimeOffset> keys)
    {
        instants = [.. keys.Distinct().Order()];
        var sums = new List<double> { 0 };
        for (var next = 1; next < instants.Length; next++) sums.Add(sums[^1] + Math.Pow((instants[next] - instants[next - 1]).TotalSeconds, Root));
        places = [.. sums.Select(sum => sums[^1] == 0 ? 0.5 : sum / sums[^1])];
    }

    /// <summary>In order.</summary>
    public IReadOnlyList<DateTimeOffset> Instants => instants;

    public double At(DateTimeOffset instant)
    {
        var found = instants.BinarySearch(instant);
        if (found >= 0) return places[found];
        var after = ~found;
        if (after == 0) return places[0];
        if (after == instants.Length) return places[^1];
        var part = (instant - instants[after - 1]) / (instants[after] - instants[after - 1]);
        return places[after - 1] + (places[after] - places[after - 1]) * part;
    }
}
