namespace Campaigns.Listing;

/// <summary>
/// Finds campaigns by id or by the words of their titles. Not by organisation or addressee: those are sealed, each campaign under its own
/// key, and a list of them in the clear would be what the sealing is to prevent.
/// </summary>
public sealed class CampaignSearch(CampaignList list, CampaignStore store)
{
    /// <summary>So many titles are looked at for one page; then the reader is asked to go on.</summary>
    const int LookedAt = 4 * ListPage.Size;

    /// <param name="asked">An id, or beginnings of words of a title, which all have to be there.</param>
    public async Task<ListPage> FindAsync(string asked, ListFilter filter, string? after, CancellationToken cancellation = default)
    {
        if (await store.FindAsync(asked.Trim(), cancellation) is { } exact && ListEntry.Of(exact) is var one && filter.Passes(one)) return new([one], null);
        var words = ListWords.Of(asked);
        if (words.Count == 0) return new([], null);
        var rows = list.WithWord(words.MaxBy(word => word.Length)!, after, words.Count > 1 ? LookedAt : ListPage.Size + 1, cancellation);
        var (found, seen) = (new List<ListEntry>(), new HashSet<string>());
        var looked = 0;
        string? last = null;
        await foreach (var place in rows.Chunk(ListPage.Size).WithCancellation(cancellation))
        {
            if (looked >= LookedAt || found.Count >= ListPage.Size) return new(found, last);
            var campaigns = await Task.WhenAll(place.Where(row => row.GetString("Title") is not { } title || ListWords.Finds(words, title)).Select(row => ListRows.IdOf(row.RowKey)).Where(seen.Add).Select(id => store.FindAsync(id, cancellation)));
            found.AddRange(campaigns.OfType<Campaign>().Select(ListEntry.Of).Where(entry => filter.Passes(entry) && ListWords.Finds(words, entry.Title)));
            (looked, last) = (looked + place.Length, place[^1].RowKey);
        }
        return new(found, null);
    }
}
