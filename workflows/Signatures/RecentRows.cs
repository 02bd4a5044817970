using System.Collections.Concurrent;

namespace Campaigns.Signatures;

/// <summary>
/// Rows as storage acknowledged them to this process a short while ago, so that the confirmation that follows a request need not read
/// what was just written. Sealed as they are stored. Two generations: when the young one is full it becomes the old one.
/// </summary>
internal sealed class RecentRows
{
    const int Limit = 10_000;

    ConcurrentDictionary<string, BookRow> young = new(), old = new();

    public BookRow? Find(string partition, string id)
    {
        var place = $"{partition}|{id}";
        return young.GetValueOrDefault(place) ?? old.GetValueOrDefault(place);
    }

    public void Add(IEnumerable<BookRow> rows)
    {
        if (young.Count >= Limit) (old, young) = (young, new());
        foreach (var row in rows) young[row.Place] = row;
    }
}
