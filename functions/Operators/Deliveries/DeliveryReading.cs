using Campaigns.Access;
using Campaigns.Deliveries;
using Campaigns.Functions.Entrance;
using Campaigns.Networks;

namespace Campaigns.Functions.Operators.Deliveries;

/// <param name="State">The one that is shown.</param>
/// <param name="Campaigns">Those of the page, by id.</param>
/// <param name="Count">How many pass the filter; null: nobody has counted that.</param>
/// <param name="IsExact">They are all on this page.</param>
public sealed record DeliveryRead(DeliveryState State, DeliveryPage Page, IReadOnlyDictionary<string, Campaign> Campaigns, DeliveryTally Tally, int? Count, bool IsExact, IReadOnlyList<Network> Networks);

/// <summary>Reads the screen Deliveries, and what of it was chosen.</summary>
public sealed class DeliveryReading(DeliveryBoard board, DeliveryRetry retry, CampaignStore store, NetworkStore networks, TimeProvider time)
{
    public async Task<DeliveryRead> ReadAsync(Staff staff, DeliveryQuery query, int size, CancellationToken cancellation)
    {
        var filter = query.Filter(staff, query.State ?? default, time.GetUtcNow());
        var tally = await board.TallyAsync(filter, cancellation);
        filter = filter with { State = query.State ?? DeliveryStates.ByUrgency.FirstOrDefault(state => tally.Of(state, query.Kind) > 0, DeliveryState.Waiting) };
        var page = await IsHiddenAsync(staff, query.Campaign, cancellation) ? new([], null) : await board.PageAsync(filter, query.After, size, cancellation);
        var campaigns = await Task.WhenAll(page.Deliveries.Select(one => one.Campaign).OfType<string>().Distinct().Select(id => store.FindAsync(id, cancellation)));
        var isWhole = query.After is null && page.Next is null;
        int? count = isWhole ? page.Deliveries.Count : query.Since is not null || tally.CountedAt is null ? null : tally.Of(filter.State, query.Kind);
        var known = (await networks.ListAsync(cancellation)).Where(network => staff.Scope(Roles.Operator).SeesNetwork(network.Id)).ToList();
        return new(filter.State, page, campaigns.OfType<Campaign>().ToDictionary(one => one.Id), tally, count, isWhole, known);
    }

    /// <summary>What would be done about these, campaign by campaign. Of what this person does not see there is none.</summary>
    public async Task<IReadOnlyList<RetryGroup<RetryLine>>> PreviewAsync(Staff staff, IReadOnlyList<DeliveryKey> chosen, CancellationToken cancellation)
    {
        var groups = new List<RetryGroup<RetryLine>>();
        foreach (var (campaign, isSeen, keys) in await GroupAsync(staff, chosen, cancellation))
            groups.Add(new(campaign, isSeen ? await retry.PreviewAsync(campaign, keys, cancellation) : Hidden(keys)));
        return groups;
    }

    /// <summary>The chosen ones by their campaign (null: none), in the order in which they were chosen.</summary>
    public async Task<IReadOnlyList<(Campaign? Campaign, bool IsSeen, IReadOnlyList<DeliveryKey> Keys)>> GroupAsync(Staff staff, IReadOnlyList<DeliveryKey> chosen, CancellationToken cancellation)
    {
        var groups = new List<(Campaign?, bool, IReadOnlyList<DeliveryKey>)>();
        foreach (var group in chosen.GroupBy(key => key.Partition.Split('-')[0]))
        {
            var campaign = await store.FindAsync(group.Key, cancellation);
            groups.Add((campaign, campaign is null ? staff.Scope(Roles.Operator).Everything : staff.Sees(campaign, Roles.Operator), [.. group]));
        }
        return groups;
    }

    public static IReadOnlyList<RetryLine> Hidden(IEnumerable<DeliveryKey> keys) => [.. keys.Select(key => new RetryLine(key, null, RetryVerdict.Not("Gone")))];

    async Task<bool> IsHiddenAsync(Staff staff, string? campaign, CancellationToken cancellation) =>
        campaign is not null && !(await store.FindAsync(campaign, cancellation) is { } found && staff.Sees(found, Roles.Operator));
}

/// <summary>What belongs to one campaign.</summary>
/// <param name="Campaign">Null: to none.</param>
public sealed record RetryGroup<T>(Campaign? Campaign, IReadOnlyList<T> Lines);
