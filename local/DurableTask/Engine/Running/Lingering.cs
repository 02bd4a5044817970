namespace Campaigns.Local.DurableTask.Running;

/// <summary>Which instances stay in memory although they wait: the most recently used ones, for a short time.</summary>
sealed class Lingering : IDisposable
{
    readonly Lock gate = new();
    readonly LinkedList<(Slot Slot, DateTimeOffset Used)> order = new();
    readonly Dictionary<Slot, LinkedListNode<(Slot Slot, DateTimeOffset Used)>> nodes = [];
    readonly EngineOptions options;
    readonly TimeProvider time;
    readonly Action<Slot> leave;
    readonly ITimer timer;
    bool armed;

    public Lingering(EngineOptions options, TimeProvider time, Action<Slot> leave)
    {
        (this.options, this.time, this.leave) = (options, time, leave);
        timer = time.CreateTimer(_ => Sweep(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Used(Slot slot)
    {
        Slot? oldest = null;
        lock (gate)
        {
            if (nodes.Remove(slot, out var node)) order.Remove(node);
            nodes[slot] = order.AddLast((slot, time.GetUtcNow()));
            if (order.Count > options.MaxLingering) oldest = TakeFirst();
            Arm();
        }

        if (oldest is not null) leave(oldest);
    }

    public void Forget(Slot slot)
    {
        lock (gate)
        {
            if (nodes.Remove(slot, out var node)) order.Remove(node);
        }
    }

    public IReadOnlyList<Slot> All()
    {
        lock (gate) return [.. nodes.Keys];
    }

    public void Dispose() => timer.Dispose();

    void Sweep()
    {
        List<Slot> old = [];
        lock (gate)
        {
            armed = false;
            while (order.First is { } first && time.GetUtcNow() - first.Value.Used >= options.Linger) old.Add(TakeFirst());
            Arm();
        }

        foreach (var slot in old) leave(slot);
    }

    Slot TakeFirst()
    {
        var slot = order.First!.Value.Slot;
        order.RemoveFirst();
        nodes.Remove(slot);
        return slot;
    }

    void Arm()
    {
        if (armed || order.First is not { } first) return;
        armed = true;
        var wait = first.Value.Used + options.Linger - time.GetUtcNow();
        timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
