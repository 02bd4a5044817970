using Azure;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.DurableTask.Storage;

/// <summary>The one door to storage: counts, retries, and closes for good when the engine stops or has lost its hub.</summary>
sealed class TableCalls(EngineOptions options, TimeProvider time, ILogger log) : IDisposable
{
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    readonly CancellationTokenSource closed = new();

    public CancellationToken Closed => closed.Token;

    /// <summary>From here on no call goes out, and none that is out is believed.</summary>
    public void Close() => closed.Cancel();

    /// <summary>One try: the caller hears of a failure.</summary>
    public async Task<T> OnceAsync<T>(string what, Func<Task<T>> call)
    {
        ThrowIfClosed();
        if (options.BeforeStorageCall is { } before) await before(what).ConfigureAwait(false);
        ThrowIfClosed();
        var result = await call().ConfigureAwait(false);
        if (options.AfterStorageCall is { } after) await after(what).ConfigureAwait(false);
        ThrowIfClosed();
        return result;
    }

    /// <summary>Tries until storage has answered, with growing pauses; tells <paramref name="trouble"/> of the first failure.</summary>
    public async Task<T> UntilDoneAsync<T>(string what, Func<Task<T>> call, Action<Exception>? trouble = null)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await OnceAsync(what, call).ConfigureAwait(false);
            }
            catch (Exception e) when (IsPassing(e))
            {
                if (attempt == 0) trouble?.Invoke(e);
                log.LogWarning("Storage did not answer to '{What}' (attempt {Attempt}): {Error}", what, attempt + 1, e.Message);
            }

            await PauseAsync(attempt).ConfigureAwait(false);
        }
    }

    public void Dispose() => closed.Dispose();

    /// <summary>Whether storage may say something else next time. After a time-out the call may have done its work all the same.</summary>
    static bool IsPassing(Exception e) => e switch
    {
        EngineStoppedException => false,
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        AggregateException or IOException or HttpRequestException or TimeoutException or OperationCanceledException => true,
        _ => false,
    };

    /// <summary>None after the first failure: one lost connection is not an outage.</summary>
    async Task PauseAsync(int attempt)
    {
        if (attempt == 0) return;
        var pause = TimeSpan.FromMilliseconds(100 * Math.Pow(2, Math.Min(attempt, 10)));
        try
        {
            await Task.Delay(pause < LongestPause ? pause : LongestPause, time, closed.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            ThrowIfClosed();
        }
    }

    void ThrowIfClosed()
    {
        if (closed.IsCancellationRequested) throw new EngineStoppedException();
    }
}

/// <summary>The engine has stopped, or lost its hub, while this was under way.</summary>
sealed class EngineStoppedException() : InvalidOperationException("The durable task engine has stopped.");

/// <summary>Someone else writes to this hub.</summary>
sealed class HubLostException(string message) : InvalidOperationException(message);
