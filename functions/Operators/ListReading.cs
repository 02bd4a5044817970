using Campaigns.Alarms;
using Campaigns.Functions.Entrance;
using Campaigns.Listing;

namespace Campaigns.Functions.Operators;

/// <param name="Alarms">Open ones of these campaigns.</param>
/// <param name="Alarmed">How many campaigns have open alarms.</param>
/// <param name="Count">How many pass the filter; null: nobody has counted yet, or a search goes on.</param>
/// <param name="IsExact">They were counted now, and not by the last thorough round.</param>
public sealed record ListRead(ListPage Page, ILookup<string, Alarm> Alarms, int Alarmed, ListTally Tally, int? Count, bool IsExact);

/// <summary>Reads a page of the operator's list: one query, the alarms, and how many there were when they were last counted.</summary>
public sealed class ListReading(CampaignList list, CampaignSearch search, CampaignStore store, AlarmBook alarms)
{
    public async Task<ListRead> ReadAsync(Staff staff, ListQuery query, CancellationToken cancellation)
    {
        var filter = query.Filter(staff);
        var (counting, watching) = (list.TallyAsync(cancellation), alarms.OpenAsync(cancellation));
        var listing = query switch
        {
            { Search: { } asked } => search.FindAsync(asked, filter, query.After, cancellation),
            { IsOfAlarms: false } => list.PageAsync(filter, query.After, cancellation),
            _ => null,
        };
        var (tally, open) = (await counting, (await watching).ToLookup(alarm => alarm.CampaignId));
        var red = open.Select(group => group.Key).Where(id => id != Alarm.Everywhere).ToList();
        var page = listing is null ? await AlarmedAsync(red, filter, query.After, cancellation) : await listing;
        var isWhole = query.After is null && page.Next is null;
        int? count = isWhole ? page.Entries.Count : query.Search is not null || query.IsOfAlarms || tally.CountedAt is null ? null : tally.Count(filter);
        return new(page, open, filter.Scope.Everything ? red.Count : 0, tally, count, isWhole);
    }

    /// <summary>Those that are red for the longest time first.</summary>
    async Task<ListPage> AlarmedAsync(IReadOnlyList<string> red, ListFilter filter, string? after, CancellationToken cancellation)
    {
        var rest = after is null ? red : [.. red.SkipWhile(id => id != after).Skip(1)];
        var some = rest.Take(ListPage.Size).ToList();
        var campaigns = await Task.WhenAll(some.Select(id => store.FindAsync(id, cancellation)));
        return new([.. campaigns.OfType<Campaign>().Select(ListEntry.Of).Where(filter.Passes)], rest.Count > some.Count ? some[^1] : null);
    }
}
