using Campaigns.Checks;
using Campaigns.Signatures;

namespace Campaigns.Invitations;

/// <summary>Whom a moved deadline concerns. Pure.</summary>
public static class DeadlineAudience
{
    /// <summary>How many would be told if it were moved now: who has signed or asked to, and who was invited and has done neither. Before the opening nobody.</summary>
    public static int Count(Campaign campaign, IEnumerable<InvitationStatus> invitations, IReadOnlyCollection<Signature> signatures)
    {
        if (campaign.Phase != Phase.Open) return 0;
        var inBook = signatures.Select(one => KeyOf(one.Details.Email)).ToHashSet(StringComparer.Ordinal);
        var concerned = signatures.Count(one => one.ErasedAt is null && one.State is SignatureState.Pending or SignatureState.Confirmed or SignatureState.InVetting);
        return concerned + invitations.Count(one => one.IsSilent && !one.Invitation.Addresses.Any(address => inBook.Contains(KeyOf(address))));
    }

    static string KeyOf(string email) => EmailAddress.TryParse(email, out var address) ? address.Key : email;
}
