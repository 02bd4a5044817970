using Campaigns.Networks;

namespace Campaigns.Listing;

/// <summary>Which campaigns a page of the list is about. Pure.</summary>
/// <param name="IsOver">Null: both (only in a search).</param>
/// <param name="Network">Id; null for all that <paramref name="Scope"/> allows.</param>
public sealed record ListFilter(bool? IsOver, Phase? Phase, string? Network, NetworkScope Scope)
{
    public bool Passes(ListEntry entry) =>
        (IsOver is null || IsOver == entry.IsOver) && (Phase is null || Phase == entry.Phase) && (Network is null || Network == entry.Network) && Sees(entry.Network);

    public bool Sees(string? network) => Scope.Everything || (network is null ? Scope.Unassigned : Scope.Networks.Contains(network));
}

/// <summary>A page of the list, newest launch first.</summary>
/// <param name="Next">What the next page is asked for with; null when this is the last one.</param>
public sealed record ListPage(IReadOnlyList<ListEntry> Entries, string? Next)
{
    public const int Size = 50;
}
