using Campaigns.Signatures.Proof;
using Campaigns.Storage;

namespace Campaigns.Signatures;

public sealed partial class SignatureBook
{
    // --- reading

    /// <summary>What the pages show of the book, as one thing: another when something of it has changed.</summary>
    public async Task<object> ShownAsync(Campaign campaign, CancellationToken cancellation = default) =>
        await keys.FindAsync(campaign.Id, cancellation) is null ? "nothing" : await snapshots.GetAsync(campaign, cancellation);

    /// <summary>Derived from the confirmed rows; at most 2 s old.</summary>
    public async Task<Count> CountAsync(Campaign campaign, CancellationToken cancellation = default) =>
        (await snapshots.GetAsync(campaign, cancellation)).Count;

    /// <summary>How many have withdrawn since the letters left; the campaign's final count holds them still. As old as the count.</summary>
    public async Task<int> LeftAsync(Campaign campaign, CancellationToken cancellation = default) =>
        campaign.Phase == Phase.Dispatched && await keys.FindAsync(campaign.Id, cancellation) is not null ? (await snapshots.GetAsync(campaign, cancellation)).Left : 0;

    /// <summary>As <see cref="CountAsync"/>, from the rows, never from a cache, and in the same memory however many they are.</summary>
    public async Task<Count> CountNowAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        var tally = new LongTally(OrganisationLines.HeldAtOnce);
        await tally.ReadAsync(kind => ShardRows.StreamConfirmedAsync(table, campaign, kind, cancellation));
        return tally.Count;
    }

    /// <summary>Newest first is not promised: by country, then name; withheld ones last in their country. As old as the count.
    /// An organisation for which several people signed is one line. Empty once the campaign's key is destroyed.</summary>
    public async Task<IReadOnlyList<ListedSignatory>> PublicListAsync(Campaign campaign, CancellationToken cancellation = default) =>
        await keys.FindAsync(campaign.Id, cancellation) is null ? [] : (await snapshots.GetAsync(campaign, cancellation)).PublicList;

    /// <summary>How the names came in; as old as the count. Empty once the campaign's key is destroyed.</summary>
    public async Task<BookProgress> ProgressAsync(Campaign campaign, CancellationToken cancellation = default) =>
        await keys.FindAsync(campaign.Id, cancellation) is null ? new([], []) : (await snapshots.GetAsync(campaign, cancellation)).Progress;

    /// <summary>As the addressees see it, in the round as which the campaign is seen; read from the rows, never from a cache. Without the individuals when they are more than
    /// <see cref="Limits.IndividualsInLetter"/>.</summary>
    public async Task<IReadOnlyList<ListedSignatory>> LetterListAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        var letter = new LetterRows(Limits.IndividualsInLetter);
        var rows = campaign.InRound == Plan.FirstRound ? ShardRows.StreamConfirmedAsync(table, campaign, null, cancellation) : proofs.RowsAsync(campaign, cancellation);
        await foreach (var row in rows) letter.Add(row);
        return BookLists.ForLetters(letter.Named, await keys.GetAsync(campaign.Id, cancellation));
    }

    /// <summary>Every row, opened, for the desk; in the order in which they were asked for.</summary>
    public async Task<IReadOnlyList<Signature>> AllAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return []; // purged
        var rows = await RowsAsync(campaign, null, cancellation);
        return [.. rows.OrderBy(row => row.RequestedAt).ThenBy(row => row.Id, StringComparer.Ordinal).Select(row => row.Open(key))];
    }

    /// <returns>False when it is no longer waiting, or the list is frozen.</returns>
    public async Task<bool> VetAsync(Campaign campaign, string signatureId, bool accept, CancellationToken cancellation = default)
    {
        if (!Base32.Is(signatureId) || signatureId.Length != Base32.HashLength) return false;
        var outcome = await writers.WriteAsync(ShardKeys.PartitionOf(campaign, signatureId),
            new(signatureId, true, 1, (header, row, _) => BookDecisions.Vet(header, row, accept)), cancellation);
        return outcome.Decision.Changed;
    }

    async Task<IReadOnlyList<BookRow>> RowsAsync(Campaign campaign, SignatureState? state, CancellationToken cancellation) =>
        [.. (await ShardRows.ReadAsync(table, campaign, null, state, cancellation)).Select(BookRow.Read)];
}
