using Azure;
using Azure.Data.Tables;
using Campaigns.Checks;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns.Networks;

/// <summary>Changes networks. What is written twice is the same as once.</summary>
public sealed class NetworkDesk(CampaignTables tables, KeyRing keys, TimeProvider time)
{
    readonly TableClient table = tables.Networks;

    /// <summary>A new network with nobody in it. The key comes first: a network that can be found can be filled.</summary>
    public async Task<Network> CreateAsync(string name, CancellationToken cancellation = default)
    {
        var network = new Network(NetworkRows.NewId(), name, time.GetUtcNow());
        var (_, insert) = keys.Networks.Create(network.Id);
        await table.SubmitTransactionAsync([insert], cancellation);
        await table.AddEntityAsync(
            new TableEntity(NetworkRows.Index, network.Id) { ["Name"] = network.Name, ["CreatedAt"] = network.CreatedAt }, cancellation);
        return network;
    }

    public async Task RenameAsync(string id, string name, CancellationToken cancellation = default) =>
        await table.UpdateEntityAsync(new TableEntity(NetworkRows.Index, id) { ["Name"] = name }, ETag.All, TableUpdateMode.Merge, cancellation);

    /// <summary>Writes organisations as they are now; one without an id gets that of its name and country.</summary>
    public async Task<IReadOnlyList<Organisation>> SaveAsync(string id, IEnumerable<Organisation> organisations, CancellationToken cancellation = default)
    {
        var key = await keys.Networks.GetAsync(id, cancellation);
        Organisation[] named = [.. organisations.Select(one => one.Id.Length > 0 ? one : one with { Id = IdOf(key, one) })];
        foreach (var batch in named.Chunk(Rows.OfATransaction))
            await table.SubmitTransactionAsync(batch.Select(one => Upsert(SealedRow.Of(id, NetworkRows.Organisations + one.Id, one, key))), cancellation);
        return named;
    }

    public Task RemoveOrganisationAsync(string id, string organisation, CancellationToken cancellation = default) =>
        RemoveAsync(id, NetworkRows.Organisations + organisation, cancellation);

    /// <summary>Gives a person a role; they can sign in with the address from now on.</summary>
    public async Task AddMemberAsync(string id, string name, EmailAddress address, NetworkRole role, CancellationToken cancellation = default)
    {
        var key = await keys.Networks.GetAsync(id, cancellation);
        var row = NetworkRows.Member(key, address.Key, role);
        var member = new Member(row[NetworkRows.Members.Length..], name, address.Address, role);
        await table.SubmitTransactionAsync([Upsert(SealedRow.Of(id, row, member, key))], cancellation);
    }

    public Task RemoveMemberAsync(string id, string member, CancellationToken cancellation = default) =>
        RemoveAsync(id, NetworkRows.Members + member, cancellation);

    /// <summary>Saves a list; one of the same name is replaced.</summary>
    public async Task<SavedList> SaveListAsync(string id, string name, IEnumerable<string> organisations, CancellationToken cancellation = default)
    {
        var key = await keys.Networks.GetAsync(id, cancellation);
        var list = new SavedList(key.Hash("list", Abuse.TextKey.Of(name)), name, [.. organisations.Distinct()]);
        await table.SubmitTransactionAsync([Upsert(SealedRow.Of(id, NetworkRows.Lists + list.Id, list, key))], cancellation);
        return list;
    }

    public Task RemoveListAsync(string id, string list, CancellationToken cancellation = default) => RemoveAsync(id, NetworkRows.Lists + list, cancellation);

    /// <summary>Destroys the network's key first, which makes everything in it unreadable, then the rows. Safe to repeat. Its campaigns stay,
    /// with the coordinators of the settings.</summary>
    public async Task EraseAsync(string id, CancellationToken cancellation = default)
    {
        await keys.Networks.DestroyAsync(id, cancellation);
        await table.DeleteAllAsync(id, cancellation);
        await table.DeleteEntityAsync(NetworkRows.Index, id, ETag.All, cancellation);
    }

    static string IdOf(DataKey key, Organisation organisation) => key.Hash("organisation", OrganisationName.Key(organisation.Name, organisation.Country));

    Task RemoveAsync(string id, string row, CancellationToken cancellation) => table.DeleteEntityAsync(id, row, ETag.All, cancellation);

    static TableTransactionAction Upsert(TableEntity row) => new(TableTransactionActionType.UpsertReplace, row);
}
