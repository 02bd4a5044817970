using System.Collections.Immutable;

namespace Campaigns.Alarms;

/// <summary>How many orchestrations run under a version.</summary>
/// <param name="Version">Empty: under none.</param>
/// <param name="Oldest">The instance that began first, <paramref name="Since"/> (UTC).</param>
public sealed record VersionCount(string Version, int Count, string Oldest, DateTimeOffset Since)
{
    /// <summary>This code was tried with histories of it.</summary>
    public bool IsKnown => OrchestratorVersions.Known.Contains(Version);
    public bool IsOld => IsKnown && Version != OrchestratorVersions.Current;
}

/// <summary>What runs, or waits to, by version. Pure.</summary>
/// <param name="At">When it was counted; null: not yet, or the task hub does not tell.</param>
public sealed record VersionsInFlight(DateTimeOffset? At, ImmutableArray<VersionCount> Versions)
{
    public static readonly VersionsInFlight NotCounted = new(null, []);
    const int Most = 20;

    public IEnumerable<VersionCount> Unknown => Versions.Where(one => !one.IsKnown);

    public static VersionsInFlight Of(DateTimeOffset at, IEnumerable<(string Id, string Version, DateTimeOffset Began)> instances) => new(at,
    [
        .. instances.GroupBy(one => one.Version).OrderBy(group => group.Key, StringComparer.Ordinal).Take(Most)
            .Select(group => (Version: group.Key, Count: group.Count(), First: group.MinBy(one => one.Began)))
            .Select(group => new VersionCount(group.Version, group.Count, group.First.Id, group.First.Began)),
    ]);
}
