namespace Campaigns.Storage;

/// <summary>
/// Reads of the same thing share their work, and nobody gets what is older than the question: who comes while a read is under way
/// shares the next one. When a read fails, they share the failure: storage that hangs is not waited for twice.
/// </summary>
sealed class SharedReads<T>(Func<string, Task<T>> read)
{
    readonly Dictionary<string, Turn> turns = new(StringComparer.Ordinal);

    public Task<T> GetAsync(string name, CancellationToken cancellation)
    {
        lock (turns)
        {
            if (turns.TryGetValue(name, out var turn)) return (turn.Next ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(cancellation);
            turns[name] = new();
        }
        var first = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = RunAsync(name, first);
        return first.Task.WaitAsync(cancellation);
    }

    async Task RunAsync(string name, TaskCompletionSource<T>? asked)
    {
        while (asked is not null)
        {
            try
            {
                asked.TrySetResult(await read(name));
            }
            catch (Exception failure)
            {
                var next = Stop(name); // before anybody hears of it: who asks again then is not told the old failure
                asked.TrySetException(failure);
                next?.TrySetException(failure);
                return;
            }
            lock (turns)
            {
                (asked, turns[name].Next) = (turns[name].Next, null);
                if (asked is null) turns.Remove(name);
            }
        }
    }

    TaskCompletionSource<T>? Stop(string name)
    {
        lock (turns)
        {
            turns.Remove(name, out var turn);
            return turn!.Next;
        }
    }

    sealed class Turn
    {
        public TaskCompletionSource<T>? Next;
    }
}
