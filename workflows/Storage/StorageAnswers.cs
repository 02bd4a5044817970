namespace Campaigns.Storage;

/// <summary>How storage answered this process in the last five minutes, each try for itself. Only in memory: while storage is away, nothing can be written.</summary>
public sealed class StorageAnswers(TimeProvider time)
{
    /// <summary>How long an answer counts.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);
    /// <summary>A call that takes longer is slow: a page waits for several, one after the other.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    static readonly TimeSpan Together = TimeSpan.FromSeconds(10);

    readonly Queue<Moment> moments = new();
    Moment? last;
    long largest;

    /// <param name="status">What it answered; null: nothing.</param>
    /// <param name="transaction">Bytes of the request, where it was a transaction.</param>
    public void Note(TimeSpan took, int? status, long transaction = 0)
    {
        var now = time.GetUtcNow();
        lock (moments)
        {
            if (last is null || now - last.At >= Together) moments.Enqueue(last = new(now));
            last.Calls++;
            if (IsFailure(status)) last.Failed++;
            else if (took > Patience) last.Slow++;
            largest = Math.Max(largest, transaction);
        }
    }

    public StorageService Look()
    {
        lock (moments)
        {
            while (moments.TryPeek(out var oldest) && time.GetUtcNow() - oldest.At > Memory) moments.Dequeue();
            if (moments.Count == 0) last = null;
            return new(moments.Sum(one => one.Calls), moments.Sum(one => one.Failed), moments.Sum(one => one.Slow))
            {
                WrongSince = moments.Where(one => one.Failed + one.Slow > 0).Select(one => (DateTimeOffset?)one.At).FirstOrDefault(),
                LargestTransaction = largest,
            };
        }
    }

    // A conflict or a missing row is an answer like any other.
    static bool IsFailure(int? status) => status is null or 408 or 429 or >= 500;

    sealed class Moment(DateTimeOffset at)
    {
        public DateTimeOffset At => at;
        public int Calls { get; set; }
        public int Failed { get; set; }
        public int Slow { get; set; }
    }
}

/// <summary>Storage as this process knows it.</summary>
/// <param name="Calls">In the last five minutes; of them <paramref name="Failed"/> (no answer, or that it cannot) and <paramref name="Slow"/>.</param>
public sealed record StorageService(int Calls, int Failed, int Slow)
{
    public static readonly StorageService Silent = new(0, 0, 0);

    /// <summary>UTC; the first of those that count.</summary>
    public DateTimeOffset? WrongSince { get; init; }
    /// <summary>Bytes, since this process began.</summary>
    public long LargestTransaction { get; init; }
}
