using System.Collections.Immutable;

namespace Campaigns.Networks.Offices;

/// <summary>Offices of a directory as the lines of a launch's <c>addressees</c>.</summary>
public static class OfficeAddressees
{
    /// <param name="texts">Languages of the campaign's texts as far as they are known.</param>
    public static string Lines(IEnumerable<Office> offices, IReadOnlyCollection<string> texts) =>
        string.Join('\n', offices.Select((one, index) => AddresseeLine.Write(Addressee(one, index + 1, texts))));

    static Addressee Addressee(Office office, int number, IReadOnlyCollection<string> texts)
    {
        var form = office.FormFor(texts);
        return new(number, office.Name, office.Body, office.Country, office.Email, form.Language, form.Salutation)
        {
            Closing = form.Closing is { Length: > 0 } closing ? closing : null,
            Group = office.Group is { Length: > 0 } group ? group : null,
            Alternates = Some(office.Alternates),
            Copies = Some(office.Copies),
        };
    }

    static ImmutableArray<string>? Some(ImmutableArray<string> addresses) => addresses.IsEmpty ? null : addresses;
}
