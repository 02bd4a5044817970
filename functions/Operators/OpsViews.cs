using System.Collections.Immutable;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Operators.History;
using Campaigns.Functions.Pages;

namespace Campaigns.Functions.Operators;

/// <summary>All campaigns, those that need somebody first.</summary>
public sealed record OpsListView(Staff Staff, DateTimeOffset Now, IReadOnlyList<Watched> Active, IReadOnlyList<Watched> Past, Watch Watch) : IView<OpsListPage>;

/// <summary>One campaign from the inside.</summary>
/// <param name="History">Of the campaign's own orchestration, oldest first.</param>
public sealed record OpsView(
    Staff Staff, DateTimeOffset Now, Watched Watched, IReadOnlyList<JournalEntry> Journal, IReadOnlyList<HistoryEvent> History,
    FormState Form) : IView<OpsPage>
{
    /// <summary>Why the action was not carried out: the resource <c>Refusal_{Refusal}</c>.</summary>
    public string? Refusal { get; init; }

    public Campaign Campaign => Watched.Campaign;

    const int LastShown = 8;

    /// <summary>The end of the history, newest first; all of it has a page of its own.</summary>
    public ImmutableArray<HistoryAct> Last => [.. HistoryActs.Of(History).TakeLast(LastShown).Reverse()];
}
