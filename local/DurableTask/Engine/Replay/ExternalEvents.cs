using Microsoft.DurableTask;

namespace Campaigns.Local.DurableTask.Replay;

/// <summary>
/// Who waits for which event, and what came that nobody waits for. As in the official worker, the latest waiter of a
/// name is served first, and a waiter that was cancelled stays in the row: the event that reaches it is lost.
/// </summary>
sealed class ExternalEvents(DataConverter converter)
{
    readonly Dictionary<string, Stack<Waiter>> waiters = new(StringComparer.OrdinalIgnoreCase);
    readonly List<HistoryEvent> unclaimed = [];

    /// <summary>What nobody has waited for yet, in the order of arrival.</summary>
    public IReadOnlyList<HistoryEvent> Unclaimed => unclaimed;

    public Task<T> Wait<T>(string name, CancellationToken cancellation)
    {
        var source = new TaskCompletionSource<T>();
        var waiting = waiters.TryGetValue(name, out var found) ? found : waiters[name] = new();
        if (waiting.TryPeek(out var other) && other.Type != typeof(T))
            throw new ArgumentException($"The event '{name}' is already waited for as {other.Type}; {typeof(T)} cannot wait too.");
        waiting.Push(new(typeof(T), payload => Complete(source, payload)));

        var early = unclaimed.FindIndex(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase));
        if (early >= 0)
        {
            var arrived = unclaimed[early];
            unclaimed.RemoveAt(early);
            Deliver(arrived);
        }

        cancellation.Register(() => source.TrySetCanceled(cancellation));
        return source.Task;
    }

    public void Deliver(HistoryEvent raised)
    {
        if (waiters.TryGetValue(raised.Name!, out var waiting) && waiting.TryPop(out var latest))
        {
            if (waiting.Count == 0) waiters.Remove(raised.Name!);
            latest.Take(raised.Input);
        }
        else
        {
            unclaimed.Add(raised);
        }
    }

    void Complete<T>(TaskCompletionSource<T> source, string? payload)
    {
        T? value;
        try
        {
            value = converter.Deserialize<T>(payload);
        }
#pragma warning disable CA1031 // a payload that does not fit is the orchestrator's to handle, whatever the converter threw
        catch (Exception e)
#pragma warning restore CA1031
        {
            source.TrySetException(e);
            return;
        }

        source.TrySetResult(value!);
    }

    sealed record Waiter(Type Type, Action<string?> Take);
}
