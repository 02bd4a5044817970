using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Networks;

namespace Campaigns.Functions.Operators;

/// <summary>What needs somebody, then what happens next.</summary>
/// <param name="Refreshes">The page comes anew by itself.</param>
public sealed record OpsNowView(Staff Staff, DateTimeOffset Now, NowReading Reading, bool Refreshes) : IView<OpsNowPage>;

/// <summary>All campaigns, a page at a time.</summary>
/// <param name="Networks">Those that can be chosen.</param>
public sealed record OpsCampaignsView(Staff Staff, DateTimeOffset Now, ListQuery Query, ListRead Read, IReadOnlyList<Network> Networks) : IView<OpsCampaignsPage>;

/// <summary>What the app stands on.</summary>
/// <param name="Refreshes">The page comes anew by itself.</param>
public sealed record OpsSystemView(Staff Staff, DateTimeOffset Now, SystemRead Read, bool Refreshes) : IView<OpsSystemPage>;

/// <summary>One campaign from the inside.</summary>
/// <param name="Histories">By instance id, those that there are.</param>
public sealed record OpsView(
    Staff Staff, DateTimeOffset Now, Watched Watched, IReadOnlyList<JournalEntry> Journal, IReadOnlyList<(string Instance, IReadOnlyList<HistoryLine> Lines)> Histories,
    FormState Form) : IView<OpsPage>
{
    /// <summary>Why the action was not carried out: the resource <c>Refusal_{Refusal}</c>.</summary>
    public string? Refusal { get; init; }

    public Campaign Campaign => Watched.Campaign;
}
