namespace Campaigns.Bench.Book;

/// <summary>What is alive at most on the managed heap while something works, over what was before.</summary>
static class Memory
{
    static readonly TimeSpan Often = TimeSpan.FromMilliseconds(40);

    /// <returns>Bytes.</returns>
    public static async Task<long> PeakAsync(Func<Task> work)
    {
        var before = Alive();
        long peak = 0;
        using var end = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                peak = Math.Max(peak, Alive() - before);
                await Task.Delay(Often);
            }
        });
        await work();
        await end.CancelAsync();
        await watch;
        return peak;
    }

    static long Alive()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
