using Campaigns.Signatures;

namespace Campaigns;

/// <summary>An organisation that has to sign, as the desk shows it.</summary>
/// <param name="IsInvited">Whether an invitation names it so: otherwise nobody may know that it is to sign under this name.</param>
public sealed record NamedSignatory(string Organisation, string Country, bool HasSigned, bool IsInvited);

/// <summary>The conditions with what stands now, and what happens if it stays so. Pure.</summary>
/// <param name="AtDeadline">What is decided at the deadline.</param>
/// <param name="ByHand">What is decided when a person closes before it.</param>
public sealed record ConditionBoard(Reached Reached, bool AreMissed, AtClose AtDeadline, AtClose ByHand, IReadOnlyList<NamedSignatory> Named)
{
    /// <summary>Null when there is none, or the letters have left or never will.</summary>
    public static ConditionBoard? Of(Campaign campaign, Reached reached, IEnumerable<MustSign> named, IEnumerable<Invitation> invitations)
    {
        if (!Matter(campaign)) return null;
        var missed = Conditions.AreMissed(campaign, reached);
        var invited = invitations.Select(one => OrganisationName.Key(one.Organisation, one.Country)).ToHashSet(StringComparer.Ordinal);
        var missing = reached.Missing.Select(one => one.Number).ToHashSet();
        return new(reached, missed, Conditions.Outcome(campaign, missed), Conditions.OutcomeByHand(campaign, missed),
            [.. named.Select(one => new NamedSignatory(one.Organisation, one.Country, !missing.Contains(one.Number), invited.Contains(OrganisationName.Key(one.Organisation, one.Country))))]);
    }

    /// <summary>Whether there is a condition whose outcome is still open.</summary>
    public static bool Matter(Campaign campaign) => Conditions.Any(campaign) && campaign is { Phase: <= Phase.Approval, ApprovedAt: null };
}
