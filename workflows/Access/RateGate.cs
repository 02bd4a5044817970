using System.Collections.Concurrent;

namespace Campaigns.Access;

/// <summary>
/// Counts in memory, for this process, in windows that begin with the first request. Nothing is stored; what it counts by is a campaign's id or
/// a keyed hash, never an address of a person or a machine.
/// </summary>
public sealed class RateGate(TimeProvider time)
{
    /// <summary>Windows kept before those that are over are cleared away.</summary>
    const int Most = 10_000;

    readonly ConcurrentDictionary<(string What, string Who), Window> windows = new();
    /// <summary>At how many windows the next clearing is due: when most of them are still open, looking at all of them each time would cost too much.</summary>
    volatile int clearAt = Most;

    /// <summary>Counts one more.</summary>
    /// <param name="what">Names the rate.</param>
    /// <param name="who">A campaign's id, or a keyed hash.</param>
    /// <returns>Null when it is within the rate; otherwise how long until it is again.</returns>
    public TimeSpan? Take(Rate rate, string what, string who)
    {
        if (windows.Count >= clearAt) Clear();
        var window = windows.AddOrUpdate((what, who), _ => new(time.GetUtcNow() + rate.Span, 1), (_, old) => old.Ends <= time.GetUtcNow()
            ? new(time.GetUtcNow() + rate.Span, 1)
            : old with { Count = Math.Min(old.Count, rate.Times) + 1 });
        return window.Count <= rate.Times ? null : window.Ends - time.GetUtcNow();
    }

    void Clear()
    {
        foreach (var (key, window) in windows)
            if (window.Ends <= time.GetUtcNow()) windows.TryRemove(key, out _);
        clearAt = Math.Max(Most, windows.Count * 2);
    }

    readonly record struct Window(DateTimeOffset Ends, int Count);
}
