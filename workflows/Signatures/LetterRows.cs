namespace Campaigns.Signatures;

/// <summary>
/// Whom a letter names: every organisation, and the individuals as long as they are not too many. Otherwise none of them, so
/// that nobody is picked out, and no more than the limit is ever held.
/// </summary>
internal sealed class LetterRows(int limit)
{
    readonly List<BookRow> rows = [];
    int individuals;

    public IReadOnlyList<BookRow> Named => rows;

    public void Add(BookRow row)
    {
        if (row.Kind != SignatoryKind.Individual || ++individuals <= limit) rows.Add(row);
        else if (individuals == limit + 1) rows.RemoveAll(one => one.Kind == SignatoryKind.Individual);
    }
}
