using System.Collections.Concurrent;
using System.Diagnostics;
using Campaigns.Bench.Frame;

namespace Campaigns.Bench.Book;

/// <summary>Work that comes at a fixed rate, whether or not the one before is done: a time is counted from when it was due.</summary>
static class OpenLoop
{
    /// <param name="rate">A second.</param>
    /// <param name="work">Takes its number, and the time stamp of when it was due.</param>
    public static async Task RunAsync(double rate, int count, Func<int, long, Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        var under = new List<Task>(count);
        for (var n = 0; n < count; n++)
        {
            var due = start + (long)(n / rate * Stopwatch.Frequency);
            var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (wait > TimeSpan.FromMilliseconds(1)) await Task.Delay(wait);
            var number = n;
            under.Add(Task.Run(() => work(number, due)));
        }

        await Task.WhenAll(under);
    }

    /// <returns>Milliseconds.</returns>
    public static double At(IEnumerable<double> times, double part) => Pair.At([.. times.Order()], part);

    public static void Note(ConcurrentBag<double> times, long since) => times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
}
