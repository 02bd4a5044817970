using Campaigns.Checks;

namespace Campaigns.Signatures;

/// <summary>How a person's address stands to the organisation signed for. Shown to the coordinator, who decides.</summary>
public enum Standing
{
    /// <summary>Nothing links the address to the organisation.</summary>
    Unknown,
    /// <summary>The address is one that anybody can have.</summary>
    FreeMail,
    /// <summary>The address is at the domain of the website that the signatory typed: consistent, but the signatory's own word.</summary>
    AtWebsite,
    /// <summary>The address is at the domain of an invited organisation.</summary>
    AtInvitedDomain,
    /// <summary>The address itself was invited.</summary>
    Invited,
}

/// <summary>The people whom a campaign invited, as far as it tells whose an address is. Pure.</summary>
public sealed class Invitees
{
    readonly HashSet<string> addresses = new(StringComparer.Ordinal);
    readonly HashSet<string> domains = new(StringComparer.Ordinal);

    public Invitees(IEnumerable<Invitation> invitations)
    {
        foreach (var email in invitations.SelectMany(invitation => invitation.Addresses))
        {
            if (!EmailAddress.TryParse(email, out var address)) continue;
            addresses.Add(address.Key);
            if (!MailDomain.IsFree(address.Domain)) domains.Add(address.Domain);
        }
    }

    public Standing StandingOf(SignatoryDetails details)
    {
        if (!EmailAddress.TryParse(details.Email, out var address)) return Standing.Unknown;
        if (addresses.Contains(address.Key)) return Standing.Invited;
        if (MailDomain.IsFree(address.Domain)) return Standing.FreeMail;
        if (domains.Any(domain => MailDomain.IsOf(domain, address.Domain))) return Standing.AtInvitedDomain;
        return IsAtWebsite(details.Website, address.Domain) ? Standing.AtWebsite : Standing.Unknown;
    }

    /// <summary>Whether the signature needs a person's word before it counts.</summary>
    public bool Waits(VettingRule rule, SignatoryDetails details) => rule switch
    {
        VettingRule.Coordinator => true,
        VettingRule.Uninvited => StandingOf(details) < Standing.AtInvitedDomain,
        _ => false,
    };

    // A website may be below the domain of the mail (en.example.org), or the other way round.
    static bool IsAtWebsite(string website, string domain) =>
        website.Length > 0 && (MailDomain.IsOf(website, domain) || MailDomain.IsOf(domain, website));
}
