using System.Diagnostics;
using Campaigns.Bench.Frame;

namespace Campaigns.Bench.Operators;

/// <summary>Asks for pages in turns with what stands beside them, so that noise of a shared machine hits both alike.</summary>
sealed class Turns(int turns)
{
    /// <param name="pages">Kinds of pages; each turn has a path of its own.</param>
    public async Task<Times> RunAsync(IReadOnlyList<(string Name, Func<int, string> Path)> pages, Func<string, Task> ours, Func<string, Task> bare)
    {
        for (var turn = 0; turn < Math.Max(1, turns / 5); turn++) // the first pages compile
            foreach (var (_, path) in pages) await TakeAsync(path(turn));
        var taken = new Dictionary<string, List<double>>();
        var beside = new List<double>();
        for (var turn = 0; turn < turns; turn++)
            foreach (var (name, path) in pages)
            {
                if (!taken.TryGetValue(name, out var times)) taken[name] = times = [];
                var (page, query) = await TakeAsync(path(turn));
                times.Add(page);
                beside.Add(query);
            }
        return new(taken, beside);

        async Task<(double, double)> TakeAsync(string path) => (await MillisecondsAsync(() => ours(path)), await MillisecondsAsync(() => bare(path)));
    }

    static async Task<double> MillisecondsAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}

/// <param name="Pages">Milliseconds, by kind of page.</param>
sealed record Times(IReadOnlyDictionary<string, List<double>> Pages, List<double> Bare)
{
    public Pair P99 => new(At(Pages.Values.SelectMany(times => times), 0.99), At(Bare, 0.99), "");

    public double BareMedian => At(Bare, 0.5);

    public double Median => At(Pages.Values.SelectMany(times => times), 0.5);

    /// <summary>Each kind for itself, with its median.</summary>
    public string Said => string.Join(", ", Pages.Select(one => FormattableString.Invariant($"{one.Key} {At(one.Value, 0.99):0.0} (median {At(one.Value, 0.5):0.0})")));

    static double At(IEnumerable<double> times, double part) => Pair.At([.. times.Order()], part);
}
