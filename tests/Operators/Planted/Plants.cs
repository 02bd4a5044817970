using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Time.Testing;

namespace Campaigns.Tests.Operators;

/// <summary>A clock of which one timer does not fire once: that of the orchestrations.</summary>
sealed class DeafTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    int lost;

    public bool IsDeaf { get; set; }
    public int Lost => lost;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (callback.Method.DeclaringType?.FullName?.Contains("Wakeups", StringComparison.Ordinal) != true) return base.CreateTimer(callback, state, dueTime, period);
        return base.CreateTimer(it =>
        {
            if (IsDeaf) Interlocked.Increment(ref lost);
            else callback(it);
            IsDeaf = false;
        }, state, dueTime, period);
    }
}

/// <summary>A stopwatch by which every call takes three seconds, while storage is slow.</summary>
sealed class SlowStopwatch : TimeProvider
{
    long ticks;

    public bool IsSlow { get; set; }
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    public override long GetTimestamp() => Interlocked.Add(ref ticks, IsSlow ? 3 * TimeSpan.TicksPerSecond : 0);
}

/// <summary>Storage whose disk is full, as the local one is then: it takes nothing and gives nothing.</summary>
sealed class FullStorage : HttpPipelinePolicy
{
    public bool IsFull { get; set; }

    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        IsFull ? throw new RequestFailedException(500, "ENOSPC: no space left on device") : ProcessNextAsync(message, pipeline);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
}
