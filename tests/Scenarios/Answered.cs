using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Campaigns.Tests.Scenarios;

/// <summary>All answers of a stage's app: how many of which kind, the slowest, and those that should never be given.</summary>
public sealed partial class Answered
{
    readonly ConcurrentDictionary<int, int> statuses = new();
    long slowest;

    /// <summary>A 5xx that is not "storage is away, come back in n seconds". Addresses without their secrets.</summary>
    public ConcurrentQueue<string> Wrong { get; } = [];

    public TimeSpan Slowest => new(Interlocked.Read(ref slowest));

    public int Of(int status) => statuses.GetValueOrDefault(status);

    public void Note(Page page, TimeSpan took)
    {
        statuses.AddOrUpdate((int)page.Status, 1, (_, count) => count + 1);
        for (var known = Slowest; took > known && Interlocked.CompareExchange(ref slowest, took.Ticks, known.Ticks) != known.Ticks;) known = Slowest;
        if ((int)page.Status < 500) return;
        var isRefusal = (int)page.Status == 503 && page.Headers.GetValueOrDefault("Retry-After") is { } after && int.TryParse(after, CultureInfo.InvariantCulture, out _);
        if (!isRefusal || page.ContentType is not ("text/html" or "application/problem+json" or "application/json"))
            Wrong.Enqueue($"{page.Method} {Secret().Replace(page.Path, "/{secret}")}: {(int)page.Status} {page.ContentType}");
    }

    public override string ToString() => string.Join(", ", statuses.OrderBy(one => one.Key).Select(one => $"{one.Value} × {one.Key}"));

    [GeneratedRegex("/[A-Za-z0-9_-]{30,}")]
    private static partial Regex Secret();
}
