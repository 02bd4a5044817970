using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Networks;

/// <summary>Reads networks.</summary>
public sealed class NetworkStore(CampaignTables tables, KeyRing keys)
{
    readonly TableClient table = tables.Networks;

    /// <summary>All networks, by name.</summary>
    public async Task<IReadOnlyList<Network>> ListAsync(CancellationToken cancellation = default)
    {
        var found = new List<Network>();
        try
        {
            await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {NetworkRows.Index}"), cancellationToken: cancellation))
                found.Add(Read(row));
        }
        catch (RequestFailedException missing) when (missing.Status == 404) { } // the tables are made while the app starts
        return [.. found.OrderBy(network => network.Name, StringComparer.Ordinal).ThenBy(network => network.Id, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<string>> IdsAsync(CancellationToken cancellation = default) =>
        [.. (await ListAsync(cancellation)).Select(network => network.Id)];

    /// <summary>Every partition that may have a key.</summary>
    internal async Task<IReadOnlyList<string>> PlacesAsync(CancellationToken cancellation) => [.. await IdsAsync(cancellation), NetworkRows.Unassigned];

    /// <summary>The network, or null; any text may be asked for.</summary>
    public async Task<Network?> FindAsync(string id, CancellationToken cancellation = default)
    {
        if (!NetworkRows.IsId(id)) return null;
        var row = await table.GetEntityIfExistsAsync<TableEntity>(NetworkRows.Index, id, cancellationToken: cancellation);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>Everything in it; null when there is none.</summary>
    public async Task<NetworkBook?> BookAsync(string id, CancellationToken cancellation = default)
    {
        if (await FindAsync(id, cancellation) is not { } network) return null;
        if (await keys.Networks.FindAsync(id, cancellation) is not { } key) return new(network, [], [], []) { IsErased = true };
        var organisations = await OpenAsync<Organisation>(id, NetworkRows.Organisations, key, cancellation);
        var members = await OpenAsync<Member>(id, NetworkRows.Members, key, cancellation);
        var lists = await OpenAsync<SavedList>(id, NetworkRows.Lists, key, cancellation);
        return new(network,
            [.. organisations.OrderBy(one => one.Name, StringComparer.InvariantCultureIgnoreCase)],
            [.. members.OrderBy(one => one.Role).ThenBy(one => one.Name, StringComparer.InvariantCultureIgnoreCase)],
            [.. lists.OrderBy(one => one.Name, StringComparer.InvariantCultureIgnoreCase)]);
    }

    /// <summary>The networks in which the address has a role, with the role. The same work for every address.</summary>
    public async Task<IReadOnlyList<(string Network, NetworkRole Role)>> RolesOfAsync(Checks.EmailAddress address, CancellationToken cancellation = default)
    {
        var roles = await Task.WhenAll((await IdsAsync(cancellation)).Select(async id =>
        {
            if (await keys.Networks.FindAsync(id, cancellation) is not { } key) return [];
            var prefix = NetworkRows.Member(key, address.Key, NetworkRole.Coordinator)[..^nameof(NetworkRole.Coordinator).Length];
            var rows = await table.WithPrefixAsync(id, prefix, cancellation, ["RowKey"]);
            return rows.Select(row => (id, Enum.Parse<NetworkRole>(row.RowKey[prefix.Length..])));
        }));
        return [.. roles.SelectMany(one => one)];
    }

    async Task<IEnumerable<T>> OpenAsync<T>(string id, string prefix, DataKey key, CancellationToken cancellation) =>
        (await table.WithPrefixAsync(id, prefix, cancellation)).Select(row => SealedRow.Open<T>(row, key));

    static Network Read(TableEntity row) => new(row.RowKey, row.GetString("Name")!, row.GetDateTimeOffset("CreatedAt")!.Value);
}
