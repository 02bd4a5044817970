using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;

namespace Campaigns.Functions.Operators;

/// <summary>All campaigns, those that need somebody first.</summary>
public sealed record OpsListView(Staff Staff, DateTimeOffset Now, IReadOnlyList<Watched> Active, IReadOnlyList<Watched> Past, Watch Watch) : IView<OpsListPage>;

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
