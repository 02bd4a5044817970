using Azure.Data.Tables;
using Campaigns.Listing;
using Campaigns.Storage;

namespace Campaigns.Deliveries;

/// <summary>Reads pages of letters and mails of the whole installation, and how many there are.</summary>
public sealed class DeliveryBoard(CampaignTables tables, CampaignStore store, TimeProvider time)
{
    /// <summary>So many partitions are read for one page; then the reader goes on.</summary>
    internal const int PartitionsAtOnce = 20;

    /// <summary>One query for where they are, and one or few for each of these places, twenty places at most; however many letters and mails there are.</summary>
    /// <param name="after"><see cref="DeliveryPage.Next"/> of the page before.</param>
    public async Task<DeliveryPage> PageAsync(DeliveryFilter filter, string? after, int size = DeliveryPage.Size, CancellationToken cancellation = default)
    {
        var (found, looked, now) = (new List<Delivery>(), 0, time.GetUtcNow());
        var (from, row) = after?.Split('/', 2) is [var shelf, var name] ? (shelf, name) : ("", "");
        if (await ConditionAsync(filter, from, cancellation) is not { } condition) return new([], null);
        var shelves = tables.Index.QueryAsync<TableEntity>(condition, maxPerPage: PartitionsAtOnce + 1, select: ["RowKey", "Network"], cancellationToken: cancellation);
        await foreach (var place in shelves)
        {
            if (!filter.Sees(place.GetString("Network")!)) continue;
            if (looked++ == PartitionsAtOnce) return new(found, $"{place.RowKey}/");
            var partition = place.RowKey[(place.RowKey.IndexOf('|', StringComparison.Ordinal) + 1)..];
            var rows = DeliveryRows.ReadAsync(tables, partition, filter.State, place.RowKey == from ? row : "", now, cancellation);
            await foreach (var one in rows.Where(filter.Passes).WithCancellation(cancellation))
            {
                if (found.Count == size) return new(found, Next(found[^1]));
                found.Add(one);
            }

            string Next(Delivery last) => $"{place.RowKey[..place.RowKey.IndexOf('|', StringComparison.Ordinal)]}|{last.Key.Partition}/{last.Key.Row}";
        }
        return new(found, null);
    }

    /// <summary>As it was last counted; of the filter only campaign, network and scope are looked at.</summary>
    public async Task<DeliveryTally> TallyAsync(DeliveryFilter filter, CancellationToken cancellation = default)
    {
        if (filter.Campaign is { } id)
        {
            var counted = await tables.Index.GetEntityIfExistsAsync<TableEntity>(CountedRow.Counted, id, cancellationToken: cancellation);
            if (!counted.HasValue || CountedRow.Read(counted.Value!) is not { } row || !filter.Sees(row.Network)) return DeliveryTally.None;
            return new(row.At, DeliveryTally.Sum(row.Counts.Select(one => new DeliveryCount(one.Kind, one.State, one.Count))));
        }
        var rows = await tables.Index.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {CountedRow.Tally}"), cancellationToken: cancellation)
            .Where(row => filter.Sees(row.RowKey)).ToListAsync(cancellation);
        return new(rows.Min(row => row.GetDateTimeOffset("At")), DeliveryTally.Sum(rows.SelectMany(DeliverySums.Read)));
    }

    /// <returns>Null: there is no such campaign.</returns>
    async Task<string?> ConditionAsync(DeliveryFilter filter, string from, CancellationToken cancellation)
    {
        var shelf = CountedRow.Shelf(filter.State);
        var condition = TableClient.CreateQueryFilter($"PartitionKey eq {shelf}");
        if (filter.Campaign is { } id)
        {
            if (await store.FindAsync(id, cancellation) is not { } campaign) return null;
            var first = ListRows.Key(ListEntry.Of(campaign));
            condition += TableClient.CreateQueryFilter($" and RowKey ge {first} and RowKey lt {first + "~"}");
        }
        if (from.Length > 0) condition += TableClient.CreateQueryFilter($" and RowKey ge {from}");
        if (filter.Network is { } network) condition += TableClient.CreateQueryFilter($" and Network eq {network}");
        else if (filter.Seen() is { Count: > 0 } seen) condition += $" and ({string.Join(" or ", seen.Select(one => TableClient.CreateQueryFilter($"Network eq {one}")))})";
        if (filter.Kind is { } kind) condition += $" and {kind} gt 0";
        return condition;
    }
}
