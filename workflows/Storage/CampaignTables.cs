using Azure.Data.Tables;

namespace Campaigns.Storage;

/// <summary>The product's six tables; <c>docs/design.md</c> says what each row is.</summary>
public sealed class CampaignTables(TableServiceClient service)
{
    public TableClient Campaigns { get; } = service.GetTableClient("Campaigns");
    public TableClient Signatures { get; } = service.GetTableClient("Signatures");
    public TableClient Index { get; } = service.GetTableClient("CampaignIndex");
    public TableClient Access { get; } = service.GetTableClient("Access");
    public TableClient Alarms { get; } = service.GetTableClient("Alarms");
    public TableClient Networks { get; } = service.GetTableClient("Networks");

    /// <summary>Makes the tables that are missing. Safe to run at every start, from several processes at once.</summary>
    public async Task CreateAsync(CancellationToken cancellation = default)
    {
        foreach (var table in new[] { Campaigns, Signatures, Index, Access, Alarms, Networks })
            await table.CreateIfNotExistsAsync(cancellation);
    }
}
