namespace Campaigns.Signatures.Proof;

/// <summary>
/// Which signature stands on the list for its organisation when several people signed: the most open of theirs, of those
/// the first. Holds one small entry an organisation; individuals need none.
/// </summary>
internal sealed class OrganisationLines
{
    readonly Dictionary<string, (BookRow Line, bool Shared)> lines = new(StringComparer.Ordinal);

    /// <summary>The organisations for which several people signed.</summary>
    public IEnumerable<BookRow> Shared => lines.Values.Where(line => line.Shared).Select(line => line.Line);

    public void Add(BookRow row)
    {
        if (row.Kind != SignatoryKind.Organisation) return;
        var light = row with { Person = [] }; // only its place and rank are looked at
        lines[row.OrganisationKey] = lines.TryGetValue(row.OrganisationKey, out var known) ? (First(known.Line, light), true) : (light, false);
    }

    public bool IsLine(BookRow row) => row.Kind != SignatoryKind.Organisation || lines[row.OrganisationKey].Line.Id == row.Id;

    public static BookRow First(BookRow a, BookRow b)
    {
        // Who has left after the letters, or was erased, no longer speaks for the organisation.
        var order = (a is { LeftAt: not null } or { ErasedAt: not null }).CompareTo(b is { LeftAt: not null } or { ErasedAt: not null });
        if (order == 0) order = Openness(a.Publication).CompareTo(Openness(b.Publication));
        if (order == 0) order = a.ConfirmedAt!.Value.CompareTo(b.ConfirmedAt!.Value);
        return order < 0 || (order == 0 && string.CompareOrdinal(a.Id, b.Id) <= 0) ? a : b;
    }

    static int Openness(Publication publication) => publication switch
    {
        Publication.Public => 0,
        Publication.AddresseeOnly => 1,
        Publication.Pseudonym => 2,
        _ => 3,
    };
}
