using Campaigns.Checks;
using Campaigns.Storage;

namespace Campaigns.Signatures;

/// <summary>Somebody who has signed for the same organisation.</summary>
/// <param name="Name">"name, role"; null when that person wants it withheld.</param>
public sealed record Colleague(string? Name, DateTimeOffset ConfirmedAt);

public sealed partial class SignatureBook
{
    /// <summary>
    /// Who has signed for the link's organisation already, for its second representative. Told only to those entitled to know: whoever
    /// was invited for the organisation, and whoever has an address at the domain from which the other one signed.
    /// </summary>
    public async Task<IReadOnlyList<Colleague>> ColleaguesAsync(SignLink link, CancellationToken cancellation = default)
    {
        var (organisation, country) = (link.Invitation?.Organisation ?? link.Signature?.Details.Organisation, link.Invitation?.Country ?? link.Signature?.Country);
        var email = link.Invitation?.Email ?? link.Signature?.Details.Email;
        if (link.Campaign is not { } campaign || organisation is not { Length: > 0 } || !EmailAddress.TryParse(email, out var reader)) return [];
        var key = await keys.GetAsync(campaign.Id, cancellation);
        var signed = (await snapshots.GetAsync(campaign, cancellation)).Of(BookRow.OrganisationKeyOf(key, organisation, country!));
        return [.. signed.Where(row => row.Id != IdOf(key, reader)).OrderBy(row => row.ConfirmedAt).Select(row => (row, details: row.Details(key)))
            .Where(other => link.Invitation is not null || IsAtSameDomain(reader, other.details.Email))
            .Select(other => new Colleague(NameOf(other.row, other.details), other.row.ConfirmedAt!.Value))];
    }

    static bool IsAtSameDomain(EmailAddress reader, string other) =>
        !MailDomain.IsFree(reader.Domain) && EmailAddress.TryParse(other, out var address) && address.Domain == reader.Domain;

    static string? NameOf(BookRow row, SignatoryDetails details) => row.Publication switch
    {
        Publication.NameWithheld or Publication.Pseudonym => null,
        _ => details.Role.Length > 0 ? $"{details.Name}, {details.Role}" : details.Name,
    };
}
