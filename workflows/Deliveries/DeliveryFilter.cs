using Campaigns.Networks;

namespace Campaigns.Deliveries;

/// <summary>Which letters and mails a page is about. Pure.</summary>
/// <param name="Kind">Null: all.</param>
/// <param name="Campaign">Id; null: all.</param>
/// <param name="Network">Id; null: all that <paramref name="Scope"/> allows.</param>
/// <param name="Since">Only what changed then or later, UTC; null: all.</param>
public sealed record DeliveryFilter(DeliveryState State, DeliveryKind? Kind, string? Campaign, string? Network, DateTimeOffset? Since, NetworkScope Scope)
{
    /// <summary>In the place of a network's id: what belongs to no campaign is shown to those who see everything.</summary>
    internal const string OfNobody = "*";
    /// <summary>Of campaigns without a network.</summary>
    internal const string NoNetwork = "-";

    public bool Passes(Delivery one) => one.State == State && (Kind is null || Kind == one.Kind) && !(one.ChangedAt < Since);

    /// <summary>What is seen at all, as it is stored; null: everything.</summary>
    internal IReadOnlyList<string>? Seen() => Scope.Everything ? null : [.. Scope.Networks, .. Scope.Unassigned ? new[] { NoNetwork } : []];

    /// <param name="network">As it is stored.</param>
    internal bool Sees(string network) =>
        (Network is null || Network == network) && (Scope.Everything || (network == NoNetwork ? Scope.Unassigned : Scope.Networks.Contains(network)));
}

/// <summary>A page: of the newest campaign first; in a campaign letters first, then mails, by the names of their rows.</summary>
/// <param name="Next">What the next page is asked for with; null when this is the last one.</param>
public sealed record DeliveryPage(IReadOnlyList<Delivery> Deliveries, string? Next)
{
    public const int Size = 50;
}
