using Campaigns.Storage;

namespace Campaigns.Signatures.Proof;

/// <summary>
/// Counts a list and hashes it while its rows stream by. The order of the leaves is that of the rows, which are stored under
/// keyed hashes: it says nothing of anybody, and nothing has to be sorted or held but a page of leaves, the roots of the pages
/// before it (32 bytes for 1,024 signatures) and a bit for each of the organisations' rows.
/// </summary>
/// <param name="write">Stores a page.</param>
internal sealed class ListSealer(string campaignId, DataKey key, OrganisationLines lines, Func<LeafPage, Task> write)
{
    readonly HashSet<string> countries = new(StringComparer.Ordinal);
    readonly List<byte[]> roots = [];
    readonly List<byte[]> leaves = new(LeafPage.Size);
    string first = "";
    int size, individuals;

    public async Task<FrozenList> SealAsync(IAsyncEnumerable<BookRow> confirmed)
    {
        await foreach (var row in confirmed)
        {
            countries.Add(row.Country);
            if (row.Kind == SignatoryKind.Individual) individuals++;
            if (lines.IsLine(row)) await AddAsync(row);
        }
        lines.End();
        if (leaves.Count > 0) await TurnAsync();
        return new(new(size - individuals, countries.Count, individuals), new(Convert.ToHexStringLower(Merkle.Root(roots)), size));
    }

    async Task AddAsync(BookRow row)
    {
        if (leaves.Count == 0) first = row.Place;
        leaves.Add(ListEntry.Of(row, key).Leaf(campaignId, ListEntry.SaltOf(row, key)));
        size++;
        if (leaves.Count == LeafPage.Size) await TurnAsync();
    }

    async Task TurnAsync()
    {
        var page = new LeafPage(roots.Count, first, [.. leaves]);
        roots.Add(page.Root);
        leaves.Clear();
        await write(page);
    }
}
