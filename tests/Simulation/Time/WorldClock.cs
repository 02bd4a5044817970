namespace Campaigns.Tests.Simulation;

/// <summary>The time of the world, as one process of the app sees it: its timers die with it.</summary>
/// <param name="lag">How far the clock is behind.</param>
sealed class WorldClock(Agenda agenda, Func<bool> isAlive, TimeSpan lag = default) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => agenda.Now - lag;
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    public override long GetTimestamp() => agenda.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    sealed class Timer(WorldClock clock, TimerCallback callback, object? state) : ITimer
    {
        Happening? next;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (next is not null) next.IsCancelled = true;
            next = dueTime == Timeout.InfiniteTimeSpan ? null : clock.Agenda.In(dueTime, () => Fire(period));
            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        void Fire(TimeSpan period)
        {
            if (!clock.IsAlive()) return;
            next = period == Timeout.InfiniteTimeSpan || period == TimeSpan.Zero ? null : clock.Agenda.In(period, () => Fire(period));
            ThreadPool.UnsafeQueueUserWorkItem(_ => callback(state), null);
        }
    }

    Agenda Agenda => agenda;
    bool IsAlive() => isAlive();
}
