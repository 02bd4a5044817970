using Campaigns.Local.DurableTask.Storage;

namespace Campaigns.Local.DurableTask.Running;

/// <summary>The times at which instances have to be looked at, in one heap with one timer: nobody polls.</summary>
sealed class Wakeups : IDisposable
{
    /// <summary>A system timer takes at most 49 days.</summary>
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    readonly Lock gate = new();
    readonly PriorityQueue<Slot, DateTime> heap = new();
    readonly TimeProvider time;
    readonly Action<Slot> wake;
    readonly ITimer timer;
    int waiting;
    bool stopped;

    public Wakeups(TimeProvider time, Action<Slot> wake)
    {
        (this.time, this.wake) = (time, wake);
        timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The earliest time; null when nothing waits for one.</summary>
    public DateTime? Next
    {
        get
        {
            lock (gate) return First();
        }
    }

    public void Set(Slot slot, DateTime due)
    {
        lock (gate)
        {
            if (slot.Wake == due || stopped) return;
            if (slot.Wake < InstanceRow.Never) waiting--;
            slot.Wake = due;
            if (due >= InstanceRow.Never) return;
            waiting++;
            heap.Enqueue(slot, due);
            if (heap.Count > 64 && heap.Count > 2 * waiting) Compact();
            if (First() == due) Arm();
        }
    }

    public void Stop()
    {
        lock (gate) stopped = true;
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => timer.Dispose();

    void Fire()
    {
        List<Slot> due = [];
        lock (gate)
        {
            var now = time.GetUtcNow().UtcDateTime;
            while (!stopped && First() is { } first && first <= now)
            {
                var slot = heap.Dequeue();
                slot.Wake = InstanceRow.Never;
                waiting--;
                due.Add(slot);
            }

            Arm();
        }

        foreach (var slot in due) wake(slot);
    }

    /// <summary>A slot whose time has changed has an entry for each: only the one that says the present time counts.</summary>
    DateTime? First()
    {
        while (heap.TryPeek(out var slot, out var at))
        {
            if (slot.Wake == at) return at;
            heap.Dequeue();
        }

        return null;
    }

    void Compact()
    {
        var valid = heap.UnorderedItems.Where(item => item.Element.Wake == item.Priority).Distinct().ToList();
        heap.Clear();
        heap.EnqueueRange(valid);
    }

    void Arm()
    {
        if (stopped || First() is not { } first) return;
        var wait = first - time.GetUtcNow().UtcDateTime;

        // Rounded up to the timer's milliseconds, or it would come a moment too early, again and again.
        var milliseconds = Math.Ceiling(Math.Clamp(wait.TotalMilliseconds, 0, LongestWait.TotalMilliseconds));
        timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }
}
