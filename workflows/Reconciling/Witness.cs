using System.Collections.Concurrent;
using Campaigns.Letters;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns.Reconciling;

/// <summary>
/// What storage has acknowledged to this process in the last minutes. A storage that crashes and comes back without its last
/// seconds (Azurite does, Azure Storage does not) holds nothing that says so: only whoever was told can know. It lives in
/// memory, so it knows nothing of what an earlier process was told. Rows stay sealed.
/// </summary>
public sealed class Witness(TimeProvider time)
{
    /// <summary>Azurite saves every five seconds; this is long after that, and after the reconciler's next look.</summary>
    static readonly TimeSpan Memory = TimeSpan.FromMinutes(3);

    readonly ConcurrentDictionary<string, ShardMemory> shards = new();
    readonly ConcurrentDictionary<string, (int Changes, DateTimeOffset At)> campaigns = new();
    readonly ConcurrentDictionary<LetterKey, DateTimeOffset> letters = new();

    /// <summary>Campaigns of which something is remembered.</summary>
    public IReadOnlyList<string> Campaigns => [.. campaigns.Keys.Union(shards.Keys.Select(ShardKeys.CampaignOf))];

    /// <param name="number">The commit's number in the header of the shard; only grows as long as storage keeps its word.</param>
    internal void Committed(string partition, long number, IReadOnlyList<BookRow> rows) =>
        shards.GetOrAdd(partition, _ => new()).Add(number, rows, time.GetUtcNow());

    /// <summary>Rows as somebody was told of them who changed nothing: the change before was theirs, and its answer was lost.</summary>
    /// <param name="number">Of the last commit by the header that was read.</param>
    internal void Saw(string partition, long number, IReadOnlyList<BookRow> rows) =>
        shards.GetOrAdd(partition, _ => new()).See(number, rows, time.GetUtcNow());

    internal Remembered? Of(string partition) => shards.TryGetValue(partition, out var memory) ? memory.Take() : null;

    /// <summary>What is remembered of this shard is in storage: what is old enough can be forgotten.</summary>
    internal void Settled(string partition, Remembered checkedThen)
    {
        if (shards.TryGetValue(partition, out var memory) && memory.Settle(checkedThen, time.GetUtcNow() - Memory)) shards.TryRemove(partition, out _);
    }

    public void Decided(string campaignId, int changes) => campaigns[campaignId] = (changes, time.GetUtcNow());

    /// <summary>How many decisions storage has acknowledged; null when nothing is remembered.</summary>
    public int? DecisionsOf(string campaignId) => campaigns.TryGetValue(campaignId, out var known) ? known.Changes : null;

    public void SettledDecisions(string campaignId, bool evenIfFresh = false)
    {
        if (campaigns.TryGetValue(campaignId, out var known) && (evenIfFresh || known.At < time.GetUtcNow() - Memory)) campaigns.TryRemove(new(campaignId, known));
    }

    public void Forget(string campaignId)
    {
        campaigns.TryRemove(campaignId, out _);
        foreach (var partition in shards.Keys.Where(partition => ShardKeys.CampaignOf(partition) == campaignId)) shards.TryRemove(partition, out _);
    }

    /// <summary>Whether this process has claimed this letter before, and may have sent it.</summary>
    internal bool HasClaimed(LetterKey letter) => letters.ContainsKey(letter);

    internal void Claimed(LetterKey letter) => letters[letter] = time.GetUtcNow();

    /// <summary>Certainly not sent.</summary>
    internal void Released(LetterKey letter) => letters.TryRemove(letter, out _);

    internal void ForgetOldLetters()
    {
        foreach (var (letter, at) in letters)
            if (at < time.GetUtcNow() - LetterLedger.ClaimLifetime) letters.TryRemove(new(letter, at));
    }
}

/// <summary>A shard's last commit that was acknowledged, and the latest rows.</summary>
/// <param name="WentBack">A commit got a number that had been given before.</param>
internal sealed record Remembered(long Last, bool WentBack, IReadOnlyList<RememberedRow> Rows)
{
    /// <param name="stored">The number of the last commit by the header, read after this was taken.</param>
    public bool IsBehind(long stored) => WentBack || stored < Last;
}

/// <param name="IsSure">No commit that this process knows nothing of came after it: by another process, or one whose answer was lost.</param>
internal sealed record RememberedRow(BookRow Row, DateTimeOffset At, bool IsSure);

internal sealed class ShardMemory
{
    readonly Dictionary<string, RememberedRow> rows = new(StringComparer.Ordinal);
    long last;
    bool wentBack;

    public void Add(long number, IReadOnlyList<BookRow> written, DateTimeOffset now)
    {
        lock (rows)
        {
            wentBack |= number <= last;
            if (number > last + 1) Doubt();
            last = number;
            foreach (var row in written) rows[row.Id] = new(row, now, IsSure: true);
        }
    }

    public void See(long number, IReadOnlyList<BookRow> seen, DateTimeOffset now)
    {
        lock (rows)
        {
            if (number > last) Doubt();
            last = Math.Max(last, number);
            foreach (var row in seen) rows[row.Id] = new(row, now, IsSure: false);
        }
    }

    void Doubt()
    {
        foreach (var (id, one) in rows) rows[id] = one with { IsSure = false };
    }

    public Remembered Take()
    {
        lock (rows) return new(last, wentBack, [.. rows.Values]);
    }

    /// <returns>Whether nothing is left to remember.</returns>
    public bool Settle(Remembered then, DateTimeOffset before)
    {
        lock (rows)
        {
            if (wentBack && !then.WentBack) return false; // it has gone back since
            wentBack = false;
            foreach (var (id, one) in rows)
                if (one.At < before) rows.Remove(id);
            return rows.Count == 0 && last == then.Last;
        }
    }
}
