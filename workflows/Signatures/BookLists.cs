using System.Globalization;
using Campaigns.Signatures.Proof;
using Campaigns.Storage;

namespace Campaigns.Signatures;

/// <summary>What confirmed rows add up to: the count and the lists, in one place, so that they agree.</summary>
internal static class BookLists
{
    static readonly StringComparer Names = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace);

    public static Count Count(IEnumerable<BookRow> confirmed)
    {
        var tally = new BookTally();
        foreach (var row in confirmed) tally.Add(row);
        return tally.Count;
    }

    public static BookProgress Progress(IReadOnlyCollection<BookRow> confirmed)
    {
        var counted = confirmed.GroupBy(LineOf).Select(line => (At: line.Min(row => row.ConfirmedAt!.Value), line.First().Country)).ToList();
        return new(
            [.. counted.Select(line => line.At).Order()],
            [.. counted.GroupBy(line => line.Country).Select(country => (country.Key, country.Count()))
                .OrderByDescending(country => country.Item2).ThenBy(country => country.Key, StringComparer.Ordinal)]);
    }

    /// <summary>How many lines have lost their name since the letters left.</summary>
    public static int Left(IReadOnlyCollection<BookRow> confirmed) => OncePerOrganisation(confirmed).Count(row => row.LeftAt is not null);

    public static IReadOnlyList<ListedSignatory> Public(IEnumerable<BookRow> confirmed, DataKey key) =>
        List(confirmed, row => row.LeftAt is not null ? Withheld(row) with { HasLeft = true } : row.Publication switch
        {
            Publication.Public => Named(row, key, withRepresentative: false),
            Publication.Pseudonym => UnderPseudonym(row, key),
            _ => Withheld(row),
        });

    public static IReadOnlyList<ListedSignatory> ForLetters(IEnumerable<BookRow> confirmed, DataKey key) =>
        List(confirmed, row => row.LeftAt is not null ? Withheld(row) with { HasLeft = true } : row.Publication switch
        {
            Publication.NameWithheld => Withheld(row),
            Publication.Pseudonym => UnderPseudonym(row, key),
            _ => Named(row, key, withRepresentative: true),
        });

    static IReadOnlyList<ListedSignatory> List(IEnumerable<BookRow> confirmed, Func<BookRow, ListedSignatory> line) =>
        [.. OncePerOrganisation(confirmed).Select(line)
            .OrderBy(signatory => signatory.Country, StringComparer.Ordinal)
            .ThenBy(signatory => signatory.Name is null)
            .ThenBy(signatory => signatory.Name, Names)
            .ThenBy(signatory => signatory.ConfirmedAt)];

    /// <summary>An organisation that two people signed for is one line, as open as the more open of the two allows.</summary>
    static IEnumerable<BookRow> OncePerOrganisation(IEnumerable<BookRow> confirmed) =>
        confirmed.GroupBy(LineOf).Select(same => same.Aggregate(OrganisationLines.First));

    static string LineOf(BookRow row) => row.Kind == SignatoryKind.Organisation ? row.OrganisationKey : row.Id;

    static ListedSignatory Withheld(BookRow row) => new(row.Kind, null, row.Country, row.ConfirmedAt!.Value, null);

    static ListedSignatory UnderPseudonym(BookRow row, DataKey key) =>
        new(row.Kind, row.Details(key).Pseudonym, row.Country, row.ConfirmedAt!.Value, null, IsPseudonym: true);

    static ListedSignatory Named(BookRow row, DataKey key, bool withRepresentative)
    {
        var details = row.Details(key);
        if (row.Kind == SignatoryKind.Individual) return new(row.Kind, details.Name, row.Country, row.ConfirmedAt!.Value, null);
        var representative = details.Role.Length > 0 ? $"{details.Name}, {details.Role}" : details.Name;
        return new(row.Kind, details.Organisation, row.Country, row.ConfirmedAt!.Value, withRepresentative ? representative : null);
    }
}
