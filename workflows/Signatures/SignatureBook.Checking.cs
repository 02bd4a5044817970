using Azure;
using Azure.Data.Tables;
using Campaigns.Reconciling;
using Campaigns.Storage;

namespace Campaigns.Signatures;

/// <summary>What a look at the book found.</summary>
/// <param name="Restored">Signatures that storage had acknowledged and lost, and that were written back.</param>
/// <param name="Gone">Signatures that were lost and are not back: nobody remembers them, or the list was frozen without them.</param>
/// <param name="CacheWasWrong">The pages showed another count than the rows; they are read anew.</param>
public sealed record BookCheck(int Restored, int Gone, bool CacheWasWrong)
{
    public static readonly BookCheck Well = new(0, 0, false);

    public static BookCheck operator +(BookCheck a, BookCheck b) => new(a.Restored + b.Restored, a.Gone + b.Gone, a.CacheWasWrong || b.CacheWasWrong);
}

public sealed partial class SignatureBook
{
    // --- the reconciler's side

    /// <summary>
    /// Holds the rows against what storage acknowledged to this process, against the number that each header keeps of them, and
    /// the pages' count against the rows; writes back what it can. Shards that change meanwhile are left for the next time.
    /// </summary>
    public async Task<BookCheck> CheckAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        var found = BookCheck.Well;
        foreach (var partition in ShardKeys.All(campaign)) found += await CheckShardAsync(campaign, partition, cancellation);
        return found;
    }

    /// <summary>Before a list is counted for good: where storage has gone back, what it had acknowledged is written back. Costs a read a shard.</summary>
    async Task WriteBackAsync(Campaign campaign, CancellationToken cancellation)
    {
        foreach (var partition in ShardKeys.All(campaign))
            for (var look = 1; look <= 2 && await IsBehindAsync(partition, cancellation); look++) // the second sees that the first has mended it
                await CheckShardAsync(campaign, partition, cancellation);
    }

    async Task<bool> IsBehindAsync(string partition, CancellationToken cancellation) => witness.Of(partition) is { } remembered
        && await BookHeader.ReadAsync(table, partition, cancellation) is { } header && remembered.IsBehind(header.Commits);

    async Task<BookCheck> CheckShardAsync(Campaign campaign, string partition, CancellationToken cancellation)
    {
        var remembered = witness.Of(partition); // first: what commits after this is no reason for suspicion
        if (await BookHeader.ReadAsync(table, partition, cancellation) is not { } header) return BookCheck.Well;
        var states = (await ShardRows.ReadAsync(table, partition, ["RowKey", "State", "Publication", "AskedAt"], null, cancellation))
            .ToDictionary(row => row.RowKey[Rows.Signatures.Length..], row => new ShortRow(row));
        var isQuiet = (await BookHeader.ReadAsync(table, partition, cancellation))?.ETag == header.ETag;
        var wentBack = remembered?.IsBehind(header.Commits) == true;
        if (!isQuiet && !wentBack) return BookCheck.Well;

        var lost = remembered is not null && (wentBack || remembered.Last == header.Commits)
            ? remembered.Rows.Where(one => IsLost(one, states.GetValueOrDefault(one.Row.Id), wentBack)).Select(one => one.Row).ToList() : [];
        var isCounted = header.Frozen && campaign.FinalCount is not null;
        var restored = isCounted ? 0 : await WriteBackAsync(campaign, lost, cancellation);
        if (remembered is not null) witness.Settled(partition, remembered);
        if (lost.Count > 0)
        {
            await RecountAsync(partition, cancellation);
            _ = snapshots.Forget(campaign.Id);
            return new(restored, isCounted ? lost.Count(row => row.HasSigned) : 0, false);
        }
        if (!isQuiet) return BookCheck.Well;

        var confirmed = states.Where(row => row.Value.State == SignatureState.Confirmed).Select(row => row.Key).ToHashSet(StringComparer.Ordinal);
        var gone = header.Counted is { } counted ? Math.Max(0, counted - confirmed.Count) : 0;
        if (header.Counted is not null && header.Counted != confirmed.Count) await RecountAsync(partition, cancellation);
        var isWrong = !snapshots.Agrees(campaign, partition, header.ETag, confirmed) && snapshots.Forget(campaign.Id);
        return new(0, gone, isWrong);
    }

    /// <summary>A row that is there, and another one than remembered, may have been changed by a commit that this process was not told of.</summary>
    static bool IsLost(RememberedRow remembered, ShortRow? stored, bool wentBack) =>
        stored is null || ((wentBack || remembered.IsSure) && !stored.IsAtLeast(remembered.Row));

    /// <summary>A row that the campaign's present key does not open is left out: it would spoil every list.</summary>
    async Task<int> WriteBackAsync(Campaign campaign, IEnumerable<BookRow> lost, CancellationToken cancellation)
    {
        var restored = 0;
        var key = await keys.GetAsync(campaign.Id, cancellation);
        foreach (var row in lost.Where(row => row.IsOpenedBy(key)))
        {
            var outcome = await writers.WriteAsync(row.Partition, new(row.Id, true, 1, (header, stored, _) => BookDecisions.WriteBack(header, stored, row, campaign.FinalCount is not null)), cancellation);
            if (outcome.Decision.Changed) restored++;
        }
        return restored;
    }

    /// <summary>What of a stored row says whether it is what was acknowledged.</summary>
    sealed record ShortRow(SignatureState State, Publication Publication, DateTimeOffset AskedAt)
    {
        public ShortRow(TableEntity row)
            : this(Enum.Parse<SignatureState>(row.GetString("State")!), Enum.Parse<Publication>(row.GetString("Publication")!), row.GetDateTimeOffset("AskedAt")!.Value) { }

        public bool IsAtLeast(BookRow acknowledged) => BookDecisions.Stands(acknowledged, State, Publication, AskedAt);
    }

    /// <summary>The header keeps the number of rows that there are from now on, so that a loss is told once.</summary>
    async Task RecountAsync(string partition, CancellationToken cancellation)
    {
        if (await BookHeader.ReadAsync(table, partition, cancellation) is not { } header) return;
        var confirmed = await ShardRows.ReadAsync(table, partition, ["RowKey"], SignatureState.Confirmed, cancellation);
        try
        {
            await table.UpdateEntityAsync(header.Recounted(confirmed.Count), header.ETag, TableUpdateMode.Merge, cancellation);
        }
        catch (RequestFailedException busy) when (busy.Status == 412) { } // the next look finds the difference again
    }
}
