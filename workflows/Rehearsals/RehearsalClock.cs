namespace Campaigns.Rehearsals;

/// <summary>Stands still until it is set: a rehearsal of ten months takes a moment.</summary>
sealed class RehearsalClock(DateTimeOffset start) : TimeProvider
{
    DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now.UtcTicks;

    /// <summary>Goes on to that time; never back.</summary>
    public void GoOnTo(DateTimeOffset time) => now = time > now ? time : now;
}
