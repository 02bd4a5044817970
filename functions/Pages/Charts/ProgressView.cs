using System.Collections.Immutable;
using Campaigns.Signatures;

namespace Campaigns.Functions.Pages.Charts;

/// <summary>What the charts of one campaign show at <paramref name="Now"/>.</summary>
public sealed record ProgressView(Campaign Campaign, DateTimeOffset Now, Count Count, BookProgress Progress)
{
    /// <summary>Fine enough for a wide screen, coarse enough to say nothing about a single person.</summary>
    const int Steps = 48;

    /// <summary>Fewer than this draw no line.</summary>
    const int FewestForACurve = 3;

    public DateTimeOffset From => Campaign.OpenedAt ?? Campaign.OpensAt;

    /// <summary>The deadline, or the earlier moment at which signing ended; now, where nobody knows when that will be.</summary>
    public DateTimeOffset To => Campaign.ClosedAt is { } closed && !(closed >= Campaign.ClosesAt) ? closed : Campaign.ClosesAt ?? Now;

    /// <summary>In the moment of the opening there is no time yet to draw.</summary>
    public bool HasCurve => Campaign.OpenedAt < Now && Progress.SignedAt.Length >= FewestForACurve;

    public bool HasThreshold => Campaign.MinimumSignatures is not null || Campaign.MinimumCountries is not null;

    public ImmutableArray<ProgressPoint> Curve => Progress.Curve(From, To, Now, Steps);

    /// <summary>The top of the chart: the threshold, or the count, whichever is higher.</summary>
    public int Top => Math.Max(Campaign.MinimumSignatures ?? 0, Progress.SignedAt.Length);
}
