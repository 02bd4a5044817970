using Campaigns.Checks;

namespace Campaigns.Letters.Alternates;

/// <summary>Which address of an addressee is tried next; pure.</summary>
static class AlternateAddresses
{
    /// <summary>
    /// The first of the addressee's further addresses that no attempt went to, and no copy; null when none is left. Two spellings of one mailbox are one.
    /// </summary>
    /// <param name="tried">Where the attempts of this letter went, whoever sent them there.</param>
    public static string? Next(Addressee addressee, IEnumerable<string> tried)
    {
        var had = tried.Concat(addressee.Copies ?? []).Append(addressee.Email).Select(Mailbox).ToHashSet();
        return addressee.Alternates?.FirstOrDefault(one => !had.Contains(Mailbox(one)));
    }

    static string Mailbox(string address) => EmailAddress.TryParse(address, out var known) ? known.Key : address.ToUpperInvariant();
}
