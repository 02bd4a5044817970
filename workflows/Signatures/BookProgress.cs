using System.Collections.Immutable;

namespace Campaigns.Signatures;

/// <summary>How the names came in, for the charts: derived from the confirmed rows, as the count is, and as old as it.</summary>
/// <param name="SignedAt">When each signature began to count, oldest first; an organisation counts from the first of its people on.</param>
/// <param name="Countries">Signatures by country (ISO 3166-1 alpha-2), the most first.</param>
public sealed record BookProgress(ImmutableArray<DateTimeOffset> SignedAt, ImmutableArray<(string Country, int Signatures)> Countries)
{
    /// <summary>How many had signed at the end of each of <paramref name="steps"/> equal parts of the window; parts after
    /// <paramref name="now"/> are left out, and the one that is under way ends now.</summary>
    public ImmutableArray<ProgressPoint> Curve(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, int steps)
    {
        if (to <= from || now <= from) return [];
        var points = ImmutableArray.CreateBuilder<ProgressPoint>(steps);
        for (var step = 1; step <= steps; step++)
        {
            var end = from + (to - from) * step / steps;
            points.Add(new(end < now ? end : now, CountUntil(end)));
            if (end >= now) break;
        }
        return points.ToImmutable();
    }

    int CountUntil(DateTimeOffset end)
    {
        var index = SignedAt.BinarySearch(end);
        if (index < 0) return ~index;
        while (index < SignedAt.Length && SignedAt[index] <= end) index++;
        return index;
    }
}

/// <summary>At the moment <paramref name="At"/> so many signatures counted.</summary>
public sealed record ProgressPoint(DateTimeOffset At, int Signatures);
