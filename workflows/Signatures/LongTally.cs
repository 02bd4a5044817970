using Campaigns.Signatures.Proof;

namespace Campaigns.Signatures;

/// <summary>
/// As <see cref="BookTally"/>, in bounded memory: reads all rows once, and the organisations' again when they are too many to be held.
/// </summary>
internal sealed class LongTally(int limit)
{
    readonly HashSet<string> countries = new(StringComparer.Ordinal);
    int organisations, individuals;

    public Count Count => new(organisations, countries.Count, individuals);

    /// <param name="confirmed">The rows of one kind, or all.</param>
    public async Task ReadAsync(Func<SignatoryKind?, IAsyncEnumerable<BookRow>> confirmed)
    {
        var passes = new KeyPasses<bool>(limit);
        for (var isFirst = true; passes.Next(); isFirst = false)
        {
            await foreach (var row in confirmed(isFirst ? null : SignatoryKind.Organisation))
            {
                if (isFirst) countries.Add(row.Country);
                if (row.Kind == SignatoryKind.Organisation) passes.Add(KeyPasses<bool>.KeyOf(row.OrganisationKey), (_, _) => true);
                else individuals++;
            }
            organisations += passes.Held.Count;
        }
    }
}
