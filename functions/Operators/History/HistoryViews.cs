using System.Collections.Immutable;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;

namespace Campaigns.Functions.Operators.History;

/// <summary>What the orchestrations of a campaign did, one of them in full.</summary>
/// <param name="Tree">All of them, as far as the task hub knows them.</param>
/// <param name="Events">How many events the history of the chosen one holds.</param>
/// <param name="Found">How many of its acts the filter takes.</param>
/// <param name="Acts">Those of this page, newest first.</param>
public sealed record HistoryView(
    Staff Staff, Campaign Campaign, HistoryFilter Filter, ImmutableArray<HistoryNode> Tree, int Events, int Found, ImmutableArray<HistoryAct> Acts) : IView<HistoryPage>
{
    public int Pages => Math.Max(1, (Found + HistoryFilter.PageSize - 1) / HistoryFilter.PageSize);

    /// <param name="events">Oldest first.</param>
    public static HistoryView Of(Staff staff, Campaign campaign, HistoryFilter filter, ImmutableArray<HistoryNode> tree, IReadOnlyList<HistoryEvent> events)
    {
        var found = HistoryActs.Of(events).Where(filter.Takes).Reverse().ToList();
        var view = new HistoryView(staff, campaign, filter, tree, events.Count, found.Count, []);
        var page = Math.Min(filter.Page, view.Pages);
        return view with { Filter = filter with { Page = page }, Acts = [.. found.Skip((page - 1) * HistoryFilter.PageSize).Take(HistoryFilter.PageSize)] };
    }
}
