using System.Collections.Concurrent;
using System.Diagnostics;

namespace Campaigns.Tests.Fuzz;

/// <summary>What a run found and measured. Memory is the managed heap after forced collections, in bytes.</summary>
sealed record FuzzReport(int Requests, IReadOnlyDictionary<int, int> Statuses, IReadOnlyList<string> Failures, long MemoryEarly, long MemoryLate, TimeSpan Took)
{
    public override string ToString() =>
        $"{Requests} requests in {Took.TotalSeconds:0} s; " + string.Join(", ", Statuses.OrderBy(one => one.Key).Select(one => $"{one.Value} x {(one.Key == 0 ? "closed" : one.Key)}"))
        + $"; heap {MemoryEarly / 1e6:0.0} MB at 10 %, {MemoryLate / 1e6:0.0} MB at the end; {Failures.Count} failures"
        + string.Concat(Failures.Select(failure => $"\n\n{failure}"));
}

/// <summary>Sends the requests of one seed, looks at each answer, and shrinks the first request of each kind of failure.</summary>
sealed class FuzzRun(FuzzHouse house, int seed)
{
    const int AtOnce = 8;
    const int Enough = 12;
    static readonly TimeSpan ShrinkTime = TimeSpan.FromMinutes(1);
    /// <summary>Requests between two moves of the clock: instances go to sleep and caches grow old, as in life.</summary>
    const int ClockEvery = 50;

    readonly RequestMaker maker = new(house, seed);
    readonly ConcurrentDictionary<int, int> statuses = new();
    readonly ConcurrentDictionary<string, (int Number, FuzzRequest Request)> failures = new();

    public async Task<FuzzReport> RunAsync(int requests)
    {
        using var sender = new Sender(house.House.Address);
        var clock = Stopwatch.StartNew();
        await SendAsync(sender, 0, requests / 10);
        var early = Memory();
        await SendAsync(sender, requests / 10, requests);
        var late = Memory();
        var found = new List<string>();
        foreach (var (kind, (number, request)) in failures)
            found.Add($"seed {seed}, request {number}: {kind}\n{await ShrinkAsync(sender, request, kind)}");
        return new(requests, statuses, found, early, late, clock.Elapsed);
    }

    Task SendAsync(Sender sender, int from, int to) =>
        Parallel.ForAsync(from, to, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            if (failures.Count >= Enough) return;
            if (number % ClockEvery == 0) house.House.Time.Advance(TimeSpan.FromSeconds(1));
            var request = maker.Make(number);
            var (broken, status) = await TryAsync(sender, request);
            statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
            if (broken is not null) failures.TryAdd(broken, (number, request));
        });

    /// <returns>What is wrong, with the door; null when nothing is.</returns>
    static async Task<(string? Broken, int Status)> TryAsync(Sender sender, FuzzRequest request)
    {
        try
        {
            var answer = await sender.SendAsync(request);
            return (Expectations.Broken(request, answer) is { } broken ? $"{broken} at {request.Door}" : null, answer.Status);
        }
        catch (Exception e)
        {
            return ($"{e.GetType().Name} ({e.Message}) at {request.Door}", -1);
        }
    }

    /// <summary>The smallest request, by leaving out headers and parts of the body, that still fails in the same way, as far as a minute's tries go.</summary>
    static async Task<FuzzRequest> ShrinkAsync(Sender sender, FuzzRequest request, string kind)
    {
        var clock = Stopwatch.StartNew();
        for (var smaller = true; smaller;)
        {
            smaller = false;
            foreach (var candidate in Smaller(request))
            {
                if (clock.Elapsed > ShrinkTime) return request;
                if ((await TryAsync(sender, candidate)).Broken != kind) continue;
                (request, smaller) = (candidate, true);
                break;
            }
        }
        return request;
    }

    static IEnumerable<FuzzRequest> Smaller(FuzzRequest request)
    {
        for (var i = 0; i < request.Headers.Count; i++) yield return request with { Headers = [.. request.Headers.Where((_, at) => at != i)] };
        if (request.Target.IndexOf('?', StringComparison.Ordinal) is > 0 and var query) yield return request with { Target = request.Target[..query] };
        for (var size = request.Body.Length; size > 0; size /= 2)
            for (var at = 0; at < request.Body.Length; at += size)
                yield return request with { Body = [.. request.Body[..at], .. request.Body[Math.Min(at + size, request.Body.Length)..]] };
    }

    static long Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
