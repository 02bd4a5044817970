using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns;

/// <summary>Where to look for campaigns. Never the truth: a row may have no campaign yet, or stand on the wrong side for a moment.</summary>
sealed class CampaignIndex(CampaignTables tables)
{
    const string Active = "active";
    const string Ended = "ended";

    public static bool IsOver(Campaign campaign) => Plan.Next(campaign).Kind == StepKind.End;

    public Task AddAsync(string id, DateTimeOffset now, CancellationToken cancellation) =>
        tables.Index.UpsertEntityAsync(new TableEntity(Active, id) { ["Since"] = now }, TableUpdateMode.Merge, cancellation);

    public Task<IReadOnlyList<string>> IdsAsync(bool active, CancellationToken cancellation)
    {
        var partition = active ? Active : Ended;
        return IdsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellation);
    }

    public Task<IReadOnlyList<string>> EndedSinceAsync(DateTimeOffset time, CancellationToken cancellation) =>
        IdsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Ended} and Since ge {time}"), cancellation);

    async Task<IReadOnlyList<string>> IdsAsync(string filter, CancellationToken cancellation)
    {
        var ids = new List<string>();
        var rows = tables.Index.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellation);
        try
        {
            await foreach (var row in rows) ids.Add(row.RowKey);
        }
        catch (RequestFailedException missing) when (missing.Status == 404) { } // the tables are made while the app starts
        return ids;
    }

    /// <summary>Moves it to the ended ones: written there first, so that it can be found at every moment.</summary>
    public async Task EndAsync(string id, DateTimeOffset now, CancellationToken cancellation)
    {
        await tables.Index.UpsertEntityAsync(new TableEntity(Ended, id) { ["Since"] = now }, TableUpdateMode.Merge, cancellation);
        await ForgetAsync(id, cancellation);
    }

    /// <summary>Takes it off the active ones.</summary>
    public Task ForgetAsync(string id, CancellationToken cancellation) =>
        tables.Index.DeleteEntityAsync(Active, id, ETag.All, cancellation);

    /// <summary>Since when it stands among the active ones; null when it does not.</summary>
    public async Task<DateTimeOffset?> SinceAsync(string id, CancellationToken cancellation)
    {
        var row = await tables.Index.GetEntityIfExistsAsync<TableEntity>(Active, id, cancellationToken: cancellation);
        return row.HasValue ? row.Value!.GetDateTimeOffset("Since") : null;
    }
}
