using System.Collections.Immutable;

namespace Campaigns.Networks;

/// <summary>Which campaigns somebody sees in one room. Pure.</summary>
/// <param name="Everything">On the settings' list and in no network: all campaigns, and all networks.</param>
/// <param name="Unassigned">On the settings' list: also the campaigns that belong to no network.</param>
public sealed record NetworkScope(bool Everything, bool Unassigned, ImmutableArray<string> Networks)
{
    public static readonly NetworkScope All = new(true, true, []);

    public static NetworkScope Of(bool isOnTheList, IEnumerable<string> networks)
    {
        ImmutableArray<string> own = [.. networks.Distinct()];
        return new(isOnTheList && own.IsEmpty, isOnTheList, own);
    }

    public bool IsNothing => !Unassigned && Networks.IsEmpty;

    public bool Sees(Campaign campaign) => Everything || (campaign.Network is { } network ? Networks.Contains(network) : Unassigned);

    public bool SeesNetwork(string network) => Everything || Networks.Contains(network);
}
