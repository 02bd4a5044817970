using Campaigns.Storage;

namespace Campaigns.Signatures;

/// <summary>The confirmed rows of a book at one moment, and what they add up to.</summary>
internal sealed class BookSnapshot(IReadOnlyList<BookRow> confirmed, DataKey key)
{
    readonly Lazy<IReadOnlyList<ListedSignatory>> list = new(() => BookLists.Public(confirmed, key));
    readonly Lazy<BookProgress> progress = new(() => BookLists.Progress(confirmed));

    public DataKey Key => key;
    public int Rows => confirmed.Count;
    public Count Count { get; } = BookLists.Count(confirmed);
    public IReadOnlyList<ListedSignatory> PublicList => list.Value;
    public BookProgress Progress => progress.Value;
}
