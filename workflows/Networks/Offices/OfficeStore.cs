using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Networks.Offices;

/// <summary>Reads and changes the offices of networks, sealed under the network's key. What is written twice is the same as once.</summary>
public sealed class OfficeStore(CampaignTables tables, KeyRing keys, NetworkStore networks)
{
    const string Rows = "office|";
    const string LetterheadRow = "letterhead";
    readonly TableClient table = tables.Networks;

    /// <summary>Null when there is no such network, or it is erased; any text may be asked for.</summary>
    public async Task<OfficeBook?> BookAsync(string network, CancellationToken cancellation = default)
    {
        if (await networks.FindAsync(network, cancellation) is not { } found || await keys.Networks.FindAsync(network, cancellation) is not { } key) return null;
        var offices = (await table.WithPrefixAsync(network, Rows, cancellation)).Select(row => SealedRow.Open<Office>(row, key));
        var head = await table.GetEntityIfExistsAsync<TableEntity>(network, LetterheadRow, cancellationToken: cancellation);
        return new(found,
            [.. offices.OrderBy(one => one.Country, StringComparer.Ordinal).ThenBy(one => one.Body, StringComparer.InvariantCultureIgnoreCase).ThenBy(one => one.Name, StringComparer.InvariantCultureIgnoreCase)],
            head.HasValue ? SealedRow.Open<SenderHead>(head.Value!, key) : null);
    }

    /// <summary>Writes offices as they are now; one without an id gets that of its name, body and country.</summary>
    public async Task SaveAsync(string network, IEnumerable<Office> offices, CancellationToken cancellation = default)
    {
        var key = await keys.Networks.GetAsync(network, cancellation);
        foreach (var batch in offices.Select(one => one.Id.Length > 0 ? one : one with { Id = IdOf(key, one) }).Chunk(Storage.Rows.OfATransaction))
            await table.SubmitTransactionAsync(batch.Select(one => Upsert(SealedRow.Of(network, Rows + one.Id, one, key))), cancellation);
    }

    public Task RemoveAsync(string network, string office, CancellationToken cancellation = default) =>
        table.DeleteEntityAsync(network, Rows + office, ETag.All, cancellation);

    /// <param name="head">Null: none any more.</param>
    public async Task SetLetterheadAsync(string network, SenderHead? head, CancellationToken cancellation = default)
    {
        if (head is null) await table.DeleteEntityAsync(network, LetterheadRow, ETag.All, cancellation);
        else await table.SubmitTransactionAsync([Upsert(SealedRow.Of(network, LetterheadRow, head, await keys.Networks.GetAsync(network, cancellation)))], cancellation);
    }

    static string IdOf(DataKey key, Office office) => key.Hash("office", OfficeRow.Key(office.Name, office.Body, office.Country));

    static TableTransactionAction Upsert(TableEntity row) => new(TableTransactionActionType.UpsertReplace, row);
}
