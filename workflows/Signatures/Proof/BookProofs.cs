using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Signatures.Proof;

/// <summary>Seals the list at the freeze; afterwards proves its lines and streams it.</summary>
internal sealed class BookProofs(CampaignTables tables, KeyRing keys)
{
    readonly TableClient signatures = tables.Signatures;
    readonly LeafPages pages = new(tables.Campaigns);

    /// <summary>Reads the organisations (once for each few thousand of them), then everything, one row at a time. The same rows give the same leaves, however often.</summary>
    public Task<FrozenList> SealAsync(Campaign campaign, CancellationToken cancellation) =>
        SealAsync(campaign, Rows.LeafPages, _ => true, shared => pages.WriteLinesAsync(campaign.Id, shared, cancellation), cancellation);

    /// <summary>
    /// The list as it stood at a moment, while the book stays open: every signature confirmed until then that counts when it is read. The pages are named after the round and the moment,
    /// so that a second attempt, or one that was thought dead, writes others; the campaign's row says which are the truth.
    /// </summary>
    /// <exception cref="InvalidOperationException">Somebody withdrew while it was read: to be tried again.</exception>
    public Task<FrozenList> SealRoundAsync(Campaign campaign, int round, DateTimeOffset at, CancellationToken cancellation) =>
        SealAsync(campaign, Rows.RoundLeavesOf(round, at), row => row.ConfirmedAt <= at, _ => Task.CompletedTask, cancellation);

    async Task<FrozenList> SealAsync(Campaign campaign, string list, Func<BookRow, bool> counts, Func<IReadOnlyList<SharedLine>, Task> shared, CancellationToken cancellation)
    {
        var key = await keys.GetAsync(campaign.Id, cancellation);
        var lines = await LinesAsync(campaign, counts, shared, cancellation);
        var sealer = new ListSealer(campaign.Id, key, lines, page => pages.WriteAsync(campaign.Id, list, page, cancellation));
        return await sealer.SealAsync(ShardRows.StreamConfirmedAsync(signatures, campaign, null, cancellation).Where(counts));
    }

    /// <summary>The entry of the line on which this signature stands, with its proof when the list is frozen. A signature that the
    /// frozen list does not hold has none.</summary>
    public async Task<(ListEntry Entry, ListProof? Proof)> ProveAsync(Campaign campaign, DataKey key, BookRow row, CancellationToken cancellation)
    {
        if (campaign.List is not { } list) return (ListEntry.Of(row, key), null);
        var line = await LineOfAsync(campaign, row, cancellation);
        if (line.ErasedAt is not null) return (ListEntry.Of(row, key), null); // what the leaf was made of is gone
        var (entry, salt) = (ListEntry.Of(line, key), ListEntry.SaltOf(line, key));
        var leaf = entry.Leaf(campaign.Id, salt);
        return await FindAsync(campaign, list, line.Place, leaf, cancellation) is var (index, path)
            ? (entry, new(Hex(salt), Hex(leaf), index, list.Size, [.. path.Select(Hex)], list.Root))
            : (entry, null);
    }

    /// <summary>
    /// The frozen list as the public may see it, in the order of the leaves. A line whose person has left or was erased, or whose
    /// key is destroyed, is only its leaf: the list stays whole. Nothing before the freeze.
    /// </summary>
    public async IAsyncEnumerable<PublishedLine> PublishAsync(Campaign campaign, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var key = await keys.FindAsync(campaign.Id, cancellation);
        await foreach (var (leaf, line) in MergeAsync(campaign, key, row => Line(campaign, key!, row) is var line ? (line.Leaf, line) : default, cancellation)) yield return line ?? new(leaf);
    }

    /// <summary>The rows that stand on the list of the round as which the campaign is seen, and are still as they were then.</summary>
    public async IAsyncEnumerable<BookRow> RowsAsync(Campaign campaign, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var key = await keys.GetAsync(campaign.Id, cancellation);
        await foreach (var (_, row) in MergeAsync(campaign, key, row => (Hex(ListEntry.Of(row, key).Leaf(campaign.Id, ListEntry.SaltOf(row, key))), row), cancellation))
            if (row is not null) yield return row;
    }

    /// <summary>The leaves in their order, each with what its row gives, if that is still there: both stream by in the same order, so a page at a time is enough.</summary>
    async IAsyncEnumerable<(string Leaf, T? Value)> MergeAsync<T>(
        Campaign campaign, DataKey? key, Func<BookRow, (string Leaf, T Value)> of, [EnumeratorCancellation] CancellationToken cancellation) where T : class
    {
        if (campaign.List is not { } list) yield break;
        var heads = await pages.HeadsAsync(campaign, list, cancellation);
        await using var rows = (key is null ? AsyncEnumerable.Empty<BookRow>() : ShardRows.StreamConfirmedAsync(signatures, campaign, null, cancellation))
            .GetAsyncEnumerator(cancellation);
        var more = await rows.MoveNextAsync();
        for (var number = 0; number < heads.Count; number++)
        {
            var known = new Dictionary<string, T>();
            for (; more && (number + 1 == heads.Count || string.CompareOrdinal(rows.Current.Place, heads[number + 1].First) < 0); more = await rows.MoveNextAsync())
            {
                if (rows.Current is { LeftAt: not null } or { ErasedAt: not null }) continue;
                var (leaf, value) = of(rows.Current);
                known[leaf] = value;
            }
            foreach (var leaf in (await pages.ReadAsync(campaign, number, cancellation)).Leaves.Select(Hex)) yield return (leaf, known.GetValueOrDefault(leaf));
        }
    }

    static PublishedLine Line(Campaign campaign, DataKey key, BookRow row)
    {
        var (entry, salt) = (ListEntry.Of(row, key), ListEntry.SaltOf(row, key));
        var leaf = Hex(entry.Leaf(campaign.Id, salt));
        return row.Publication == Publication.Public
            ? new(leaf, entry.Kind, entry.Country, entry.Name, entry.ConfirmedAt, Hex(salt))
            : new(leaf, entry.Kind, entry.Country);
    }

    async Task<OrganisationLines> LinesAsync(Campaign campaign, Func<BookRow, bool> counts, Func<IReadOnlyList<SharedLine>, Task> shared, CancellationToken cancellation)
    {
        // Who was invited signs for an organisation, also where the public form takes individuals only.
        if (campaign is { Signatories: SignatoryRule.Individuals, Invitations: 0 }) return OrganisationLines.None;
        var lines = new OrganisationLines(
            () => ShardRows.StreamConfirmedAsync(signatures, campaign, SignatoryKind.Organisation, cancellation).Where(counts), shared);
        await lines.ReadAsync();
        return lines;
    }

    async Task<BookRow> LineOfAsync(Campaign campaign, BookRow row, CancellationToken cancellation)
    {
        if (row.Kind != SignatoryKind.Organisation) return row;
        if (await pages.LineAsync(campaign.Id, row.OrganisationKey, cancellation) is not var (partition, id) || id == row.Id) return row;
        var line = await signatures.GetEntityIfExistsAsync<TableEntity>(partition, Rows.Signature(id), cancellationToken: cancellation);
        return line.HasValue ? BookRow.Read(line.Value!) : row;
    }

    /// <summary>One page of leaves and the roots of the others: a row read and at most a thousand hashes.</summary>
    async Task<(int Index, IReadOnlyList<byte[]> Path)?> FindAsync(
        Campaign campaign, ListSeal list, string place, byte[] leaf, CancellationToken cancellation)
    {
        var heads = await pages.HeadsAsync(campaign, list, cancellation);
        var number = heads.Count - 1;
        while (number > 0 && string.CompareOrdinal(heads[number].First, place) > 0) number--;
        if (number < 0) return null;
        var page = await pages.ReadAsync(campaign, number, cancellation);
        var index = page.Leaves.ToList().FindIndex(other => other.AsSpan().SequenceEqual(leaf));
        if (index < 0) return null;
        return (number * LeafPage.Size + index, [.. Merkle.Path(page.Leaves, index), .. Merkle.Path([.. heads.Select(head => head.Root)], number)]);
    }

    static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
