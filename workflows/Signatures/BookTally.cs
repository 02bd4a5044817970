namespace Campaigns.Signatures;

/// <summary>Counts confirmed rows as they stream by: a set of organisations and one of countries, for individuals a number.</summary>
internal sealed class BookTally
{
    readonly HashSet<string> organisations = new(StringComparer.Ordinal);
    readonly HashSet<string> countries = new(StringComparer.Ordinal);
    int individuals;

    public Count Count => new(organisations.Count, countries.Count, individuals);

    public void Add(BookRow row)
    {
        countries.Add(row.Country);
        if (row.Kind == SignatoryKind.Organisation) organisations.Add(row.OrganisationKey);
        else individuals++;
    }
}
