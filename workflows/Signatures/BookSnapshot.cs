using Campaigns.Storage;

namespace Campaigns.Signatures;

/// <summary>The confirmed rows of a book at one moment, and what they add up to.</summary>
internal sealed class BookSnapshot(IReadOnlyList<BookRow> confirmed, DataKey key)
{
    readonly Lazy<ILookup<string, BookRow>> organisations = new(() => confirmed.Where(row => row is { Kind: SignatoryKind.Organisation, LeftAt: null, ErasedAt: null })
        .ToLookup(row => row.OrganisationKey, StringComparer.Ordinal));
    readonly Lazy<IReadOnlyList<ListedSignatory>> list = new(() => BookLists.Public(confirmed, key));
    readonly Lazy<BookProgress> progress = new(() => BookLists.Progress(confirmed));

    public DataKey Key => key;
    public int Rows => confirmed.Count;
    public Count Count { get; } = BookLists.Count(confirmed);
    public int Left { get; } = BookLists.Left(confirmed);
    public IReadOnlyList<ListedSignatory> PublicList => list.Value;
    public BookProgress Progress => progress.Value;

    /// <summary>Those who signed for an organisation.</summary>
    public IEnumerable<BookRow> Of(string organisationKey) => organisations.Value[organisationKey];
}
