using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Campaigns.Tests.Simulation;

/// <summary>The client's own retries, as many as always; their pauses pass in the world's time, in <see cref="StorageLine"/>.</summary>
sealed class NoWait() : DelayStrategy(TimeSpan.Zero, 0)
{
    public static TableClientOptions Options(HttpPipelineTransport transport)
    {
        var options = new TableClientOptions { Transport = transport, RetryPolicy = new RetryPolicy(3, new NoWait()) };
        options.Retry.NetworkTimeout = Timeout.InfiniteTimeSpan;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        return options;
    }

    protected override TimeSpan GetNextDelayCore(Response? response, int retryNumber) => TimeSpan.Zero;
}
