using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Signatures;

/// <summary>
/// Count and list for the pages: at most 1.5 s old. What this process commits is taken in without reading, and shows at once (in a
/// long list, whose page costs more, after half a second). For what others commit the headers are read, and then only
/// the shards whose header has changed, because whatever counts changes the header. One refresh a campaign at a time.
/// </summary>
internal sealed class BookSnapshots(TableClient table, KeyRing keys, TimeProvider time)
{
    const int CacheLimit = 500;
    const int LongList = 300;
    static readonly TimeSpan MaximumAge = TimeSpan.FromSeconds(1.5);
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    readonly ConcurrentDictionary<string, Entry> entries = new();

    public async Task<BookSnapshot> GetAsync(Campaign campaign, CancellationToken cancellation)
    {
        if (entries.Count >= CacheLimit) entries.Clear();
        var entry = entries.GetOrAdd(campaign.Id, _ => new());
        if (Fresh(entry) is { } snapshot) return snapshot;
        await entry.Gate.WaitAsync(cancellation);
        try
        {
            return Fresh(entry) ?? await RefreshAsync(entry, campaign, cancellation);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    /// <summary>Takes in what this process has committed, where the shard was as it was before; otherwise it has to be read.</summary>
    public void Committed(ShardTransaction commit)
    {
        if (commit.Before is not { } before || !entries.TryGetValue(ShardKeys.CampaignOf(commit.Partition), out var entry)) return;
        lock (entry.Shards)
        {
            if (commit.Header is { } after && entry.Shards.TryGetValue(commit.Partition, out var shard) && shard.Header == before.ETag)
                shard.Take(after.ETag, commit.Written);
            else entry.MustRead = true;
            entry.Changes++;
        }
    }

    /// <summary>Whether what the pages show of a shard is what its rows say; true also when they show nothing yet, or an older shard.</summary>
    public bool Agrees(Campaign campaign, string partition, ETag header, IReadOnlySet<string> confirmed)
    {
        if (!entries.TryGetValue(campaign.Id, out var entry)) return true;
        lock (entry.Shards)
            return !entry.Shards.TryGetValue(partition, out var shown) || shown.Header != header || confirmed.SetEquals(shown.Confirmed.Keys);
    }

    /// <summary>The next reader reads everything anew.</summary>
    /// <returns>Whether there was something to forget.</returns>
    public bool Forget(string campaignId) => entries.TryRemove(campaignId, out _);

    BookSnapshot? Fresh(Entry entry)
    {
        if (entry.Current is not { } current || entry.MustRead || time.GetElapsedTime(current.ReadAt) >= MaximumAge) return null;
        if (current.Changes == Volatile.Read(ref entry.Changes) || IsSoon(current)) return current.Snapshot;
        lock (entry.Shards)
        {
            if (entry.Current.Changes != entry.Changes)
                entry.Current = new(Build(entry, current.Snapshot.Key), entry.Changes, current.ReadAt, time.GetTimestamp());
            return entry.Current.Snapshot;
        }
    }

    bool IsSoon(Taken current) => current.Snapshot.Rows >= LongList && time.GetElapsedTime(current.BuiltAt) < Pause;

    static BookSnapshot Build(Entry entry, DataKey key) => new([.. entry.Shards.Values.SelectMany(shard => shard.Confirmed.Values)], key);

    async Task<BookSnapshot> RefreshAsync(Entry entry, Campaign campaign, CancellationToken cancellation)
    {
        var at = time.GetTimestamp();
        entry.MustRead = false;
        var key = await keys.GetAsync(campaign.Id, cancellation);
        await Task.WhenAll(ShardKeys.All(campaign).Select(partition => ReadAsync(entry, partition, cancellation)));
        lock (entry.Shards)
        {
            var snapshot = entry.Current is { } current && current.Changes == entry.Changes ? current.Snapshot : Build(entry, key);
            entry.Current = new(snapshot, entry.Changes, at, time.GetTimestamp());
            return snapshot;
        }
    }

    /// <summary>The header first: rows that commit after it make the next refresh read again, never miss them.</summary>
    async Task ReadAsync(Entry entry, string partition, CancellationToken cancellation)
    {
        var known = HeaderOf(entry, partition);
        if (await BookHeader.ReadAsync(table, partition, cancellation) is not { } header || header.ETag == known) return;
        if (known is not null && HeaderOf(entry, partition) != known) return; // a commit of this process was faster
        var rows = await ShardRows.ReadAsync(table, partition, null, SignatureState.Confirmed, cancellation);
        lock (entry.Shards)
        {
            if (HeaderOf(entry, partition) != known) return;
            entry.Shards[partition] = new(header.ETag, rows.Select(BookRow.Read).ToDictionary(row => row.Id, StringComparer.Ordinal));
            entry.Changes++;
        }
    }

    static ETag? HeaderOf(Entry entry, string partition)
    {
        lock (entry.Shards) return entry.Shards.TryGetValue(partition, out var shard) ? shard.Header : null;
    }

    /// <summary>A shard as it was when its header had this ETag.</summary>
    sealed class Shard(ETag header, Dictionary<string, BookRow> confirmed)
    {
        public ETag Header { get; private set; } = header;
        public Dictionary<string, BookRow> Confirmed => confirmed;

        public void Take(ETag header, IEnumerable<BookRow> rows)
        {
            Header = header;
            foreach (var row in rows)
            {
                if (row.State == SignatureState.Confirmed) confirmed[row.Id] = row;
                else confirmed.Remove(row.Id);
            }
        }
    }

    sealed record Taken(BookSnapshot Snapshot, int Changes, long ReadAt, long BuiltAt);

    [SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing to dispose of.")]
    sealed class Entry
    {
        public readonly SemaphoreSlim Gate = new(1);
        /// <summary>By partition; also the lock of itself and of <see cref="Changes"/>.</summary>
        public readonly SortedDictionary<string, Shard> Shards = new(StringComparer.Ordinal);
        public volatile Taken? Current;
        public int Changes;
        /// <summary>Something was committed that could not be taken in.</summary>
        public volatile bool MustRead;
    }
}
