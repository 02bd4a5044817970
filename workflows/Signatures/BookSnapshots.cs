using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Signatures;

/// <summary>The confirmed rows of a book at one moment, and what they add up to.</summary>
internal sealed class BookSnapshot(IReadOnlyList<BookRow> confirmed, DataKey key)
{
    readonly Lazy<ILookup<string, BookRow>> organisations = new(() => confirmed.Where(row => row is { Kind: SignatoryKind.Organisation, LeftAt: null, ErasedAt: null })
        .ToLookup(row => row.OrganisationKey, StringComparer.Ordinal));
    readonly Lazy<IReadOnlyList<ListedSignatory>> list = new(() => BookLists.Public(confirmed, key));
    readonly Lazy<BookProgress> progress = new(() => BookLists.Progress(confirmed));

    public Count Count { get; } = BookLists.Count(confirmed);
    public int Left { get; } = BookLists.Left(confirmed);
    public IReadOnlyList<ListedSignatory> PublicList => list.Value;
    public BookProgress Progress => progress.Value;

    /// <summary>Those who signed for an organisation.</summary>
    public IEnumerable<BookRow> Of(string organisationKey) => organisations.Value[organisationKey];
}

/// <summary>
/// Count and list for the pages: at most 1.5 s old, at once after a commit of this process. A refresh reads the headers and then
/// only the shards whose header has changed, because whatever counts changes the header. One refresh a campaign at a time.
/// </summary>
internal sealed class BookSnapshots(TableClient table, KeyRing keys, TimeProvider time)
{
    const int CacheLimit = 500;
    static readonly TimeSpan MaximumAge = TimeSpan.FromSeconds(1.5);

    readonly ConcurrentDictionary<string, Entry> entries = new();

    public async Task<BookSnapshot> GetAsync(Campaign campaign, CancellationToken cancellation)
    {
        if (entries.Count >= CacheLimit) entries.Clear();
        var entry = entries.GetOrAdd(campaign.Id, _ => new(campaign.Shards));
        if (IsFresh(entry) is { } snapshot) return snapshot;
        await entry.Gate.WaitAsync(cancellation);
        try
        {
            return IsFresh(entry) ?? await RefreshAsync(entry, campaign, cancellation);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    public void Invalidate(string campaignId)
    {
        if (entries.TryGetValue(campaignId, out var entry)) Interlocked.Increment(ref entry.Version);
    }

    /// <summary>Whether what the pages show of a shard is what its rows say; true also when they show nothing yet, or an older shard.</summary>
    public bool Agrees(Campaign campaign, string partition, ETag header, IReadOnlySet<string> confirmed)
    {
        if (!entries.TryGetValue(campaign.Id, out var entry)) return true;
        var shown = entry.Shards[ShardKeys.All(campaign).ToList().IndexOf(partition)];
        return shown.Header != header || confirmed.SetEquals(shown.Confirmed.Select(row => row.Id));
    }

    /// <summary>The next reader reads everything anew.</summary>
    /// <returns>Whether there was something to forget.</returns>
    public bool Forget(string campaignId) => entries.TryRemove(campaignId, out _);

    BookSnapshot? IsFresh(Entry entry) => entry.Current is { } current
        && current.Version == Volatile.Read(ref entry.Version) && time.GetElapsedTime(current.At) < MaximumAge ? current.Snapshot : null;

    async Task<BookSnapshot> RefreshAsync(Entry entry, Campaign campaign, CancellationToken cancellation)
    {
        var (version, at) = (Volatile.Read(ref entry.Version), time.GetTimestamp());
        var key = await keys.GetAsync(campaign.Id, cancellation);
        var read = await Task.WhenAll(entry.Shards.Select((known, shard) => ReadAsync(ShardKeys.Partition(campaign.Id, shard), known, cancellation)));
        var changed = entry.Current is null || !read.SequenceEqual(entry.Shards);
        var snapshot = changed ? new BookSnapshot([.. read.SelectMany(shard => shard.Confirmed)], key) : entry.Current!.Snapshot;
        entry.Shards = read;
        entry.Current = new(snapshot, version, at);
        return snapshot;
    }

    /// <summary>The header first: rows that commit after it make the next refresh read again, never miss them.</summary>
    async Task<Shard> ReadAsync(string partition, Shard known, CancellationToken cancellation)
    {
        var header = await BookHeader.ReadAsync(table, partition, cancellation);
        if (header is null || header.ETag == known.Header) return known;
        var rows = await ShardRows.ReadAsync(table, partition, null, SignatureState.Confirmed, cancellation);
        return new(header.ETag, [.. rows.Select(BookRow.Read)]);
    }

    sealed record Shard(ETag Header, IReadOnlyList<BookRow> Confirmed);

    sealed record Taken(BookSnapshot Snapshot, int Version, long At);

    [SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing to dispose of.")]
    sealed class Entry(int shards)
    {
        public readonly SemaphoreSlim Gate = new(1);
        public Shard[] Shards = [.. Enumerable.Repeat(new Shard(default, []), shards)];
        public volatile Taken? Current;
        public int Version;
    }
}
