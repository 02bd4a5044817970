using Campaigns.Storage;

namespace Campaigns.Signatures;

/// <summary>The confirmed rows of a book at one moment, and what they add up to.</summary>
internal sealed class BookSnapshot
{
    readonly TimeProvider time;
    readonly Lazy<IReadOnlyList<ListedSignatory>> list;
    readonly Lazy<BookProgress> progress;
    long cost;

    public BookSnapshot(IReadOnlyList<BookRow> confirmed, DataKey key, TimeProvider time)
    {
        (this.time, Key, Rows) = (time, key, confirmed.Count);
        list = new(() => Timed(() => BookLists.Public(confirmed, key)));
        progress = new(() => Timed(() => BookLists.Progress(confirmed)));
        Count = Timed(() => BookLists.Count(confirmed));
    }

    public DataKey Key { get; }
    public int Rows { get; }
    public Count Count { get; }
    public IReadOnlyList<ListedSignatory> PublicList => list.Value;
    public BookProgress Progress => progress.Value;

    /// <summary>The time that it took to put together what was asked of it so far.</summary>
    public TimeSpan Cost => TimeSpan.FromTicks(Interlocked.Read(ref cost));

    T Timed<T>(Func<T> work)
    {
        var start = time.GetTimestamp();
        var result = work();
        Interlocked.Add(ref cost, time.GetElapsedTime(start).Ticks);
        return result;
    }
}
