using Azure.Core;
using Azure.Core.Pipeline;

namespace Campaigns.Bench.Book;

/// <summary>
/// What is alive at most on the managed heap: looked at when an answer of storage has come, so at the same
/// points of the work however long it is.
/// </summary>
sealed class MemoryGauge : HttpPipelinePolicy
{
    long peak, answers;
    int every;

    /// <param name="each">Looks at each so manieth answer: a look costs a collection.</param>
    /// <returns>Bytes.</returns>
    public async Task<long> PeakAsync(int each, Func<Task> work)
    {
        (peak, every) = (0, each);
        await work();
        every = 0;
        return peak;
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProcessNext(message, pipeline);
        Look();
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        Look();
    }

    void Look()
    {
        if (every > 0 && Interlocked.Increment(ref answers) % every == 0) peak = Math.Max(peak, Alive());
    }

    public static long Alive()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
