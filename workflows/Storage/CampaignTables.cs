using Azure.Data.Tables;

namespace Campaigns.Storage;

/// <summary>The product's seven tables; <c>docs/design.md</c> says what each row is.</summary>
/// <param name="prefix">Of the names of another set of them: a rehearsal has its own.</param>
public sealed class CampaignTables(TableServiceClient service, string prefix)
{
    public CampaignTables(TableServiceClient service) : this(service, "") { }

    public TableClient Campaigns { get; } = service.GetTableClient(prefix + "Campaigns");
    public TableClient Signatures { get; } = service.GetTableClient(prefix + "Signatures");
    public TableClient Index { get; } = service.GetTableClient(prefix + "CampaignIndex");
    public TableClient Access { get; } = service.GetTableClient(prefix + "Access");
    public TableClient Alarms { get; } = service.GetTableClient(prefix + "Alarms");
    public TableClient Audit { get; } = service.GetTableClient(prefix + "Audit");
    public TableClient Networks { get; } = service.GetTableClient(prefix + "Networks");

    IEnumerable<TableClient> All => [Campaigns, Signatures, Index, Access, Alarms, Networks, Audit];

    /// <summary>Makes the tables that are missing. Safe to run at every start, from several processes at once.</summary>
    public async Task CreateAsync(CancellationToken cancellation = default)
    {
        foreach (var table in All) await table.CreateIfNotExistsAsync(cancellation);
    }

    /// <summary>Deletes all of them; only of a set with a prefix.</summary>
    internal async Task DropAsync(CancellationToken cancellation)
    {
        if (prefix.Length == 0) throw new InvalidOperationException("The tables of the campaigns are not to be deleted.");
        foreach (var table in All) await table.DeleteAsync(cancellation);
    }
}
