namespace Campaigns.Tests.Simulation;

/// <summary>Something that happens at a time of the simulated world.</summary>
sealed class Happening(DateTimeOffset at, Action act)
{
    public DateTimeOffset At { get; } = at;
    public Action Act { get; } = act;
    public bool IsCancelled { get; set; }
}

/// <summary>What is still to happen, in the order of time; what is due in one instant comes in an order drawn by the seed.</summary>
sealed class Agenda(DateTimeOffset start, Random order)
{
    readonly PriorityQueue<Happening, (long At, long Draw)> queue = new();

    public DateTimeOffset Now { get; private set; } = start;

    public Happening At(DateTimeOffset at, Action act)
    {
        var happening = new Happening(at < Now ? Now : at, act);
        queue.Enqueue(happening, (happening.At.UtcTicks, order.NextInt64()));
        return happening;
    }

    public Happening In(TimeSpan wait, Action act) => At(Now + wait, act);

    /// <summary>Moves the time to the next happening and gives it; null when nothing is left.</summary>
    public Happening? Next()
    {
        while (queue.TryDequeue(out var next, out _))
        {
            if (next.IsCancelled) continue;
            Now = next.At;
            return next;
        }
        return null;
    }
}
