using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns;

/// <summary>Where to look for campaigns. Never the truth: a row may have no campaign yet, or stand on the wrong side for a moment.</summary>
sealed class CampaignIndex(CampaignTables tables)
{
    const string Active = "active";
    const string Ended = "ended";

    /// <summary>Nothing is left to do but to keep its data, and one day to destroy it.</summary>
    public static bool IsOver(Campaign campaign) => Plan.Next(campaign).Kind is StepKind.End or StepKind.Purge && !campaign.IsUpdating;

    public Task AddAsync(string id, DateTimeOffset now, CancellationToken cancellation) =>
        tables.Index.UpsertEntityAsync(new TableEntity(Active, id) { ["Since"] = now }, TableUpdateMode.Merge, cancellation);

    public Task<IReadOnlyList<string>> IdsAsync(bool active, CancellationToken cancellation)
    {
        var partition = active ? Active : Ended;
        return IdsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellation);
    }

    public Task<IReadOnlyList<string>> EndedSinceAsync(DateTimeOffset time, CancellationToken cancellation) =>
        IdsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Ended} and Since ge {time}"), cancellation);

    /// <summary>The ended ones that somebody has to look at by now.</summary>
    public Task<IReadOnlyList<string>> EndedDueAsync(DateTimeOffset now, CancellationToken cancellation) =>
        IdsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Ended} and DueAt le {now}"), cancellation);

    public Task<IReadOnlyList<string>> DraftsAsync(CancellationToken cancellation) => IdsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Drafting.DraftRows.IndexPartition}"), cancellation);

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

    /// <summary>Moves it to the ended ones: written there first, so that it can be found at every moment. One that was moved
    /// before keeps its time.</summary>
    public async Task EndAsync(string id, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await SinceAsync(id, cancellation) is null) return;
        await tables.Index.UpsertEntityAsync(new TableEntity(Ended, id) { ["Since"] = now }, TableUpdateMode.Merge, cancellation);
        await ForgetAsync(id, cancellation);
    }

    /// <summary>The ended ones, with the time at which somebody has to look at each; null: not known yet.</summary>
    public async Task<IReadOnlyList<(string Id, DateTimeOffset? DueAt)>> EndedAsync(CancellationToken cancellation)
    {
        var found = new List<(string, DateTimeOffset?)>();
        var rows = tables.Index.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Ended}"), select: ["RowKey", "DueAt"], cancellationToken: cancellation);
        try
        {
            await foreach (var row in rows) found.Add((row.RowKey, row.GetDateTimeOffset("DueAt")));
        }
        catch (RequestFailedException missing) when (missing.Status == 404) { } // the tables are made while the app starts
        return found;
    }

    /// <summary>The ended ones that somebody has to look at by then, no more than <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<(string Id, DateTimeOffset At)>> RetentionDueAsync(DateTimeOffset until, int most, CancellationToken cancellation) =>
        await tables.Index.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Ended} and DueAt le {until}"), select: ["RowKey", "DueAt"], cancellationToken: cancellation)
            .Take(most).Select(row => (row.RowKey, row.GetDateTimeOffset("DueAt")!.Value)).ToListAsync(cancellation);

    /// <summary>Says when the retention of an ended campaign has to be looked at next.</summary>
    public Task DueAsync(string id, DateTimeOffset at, CancellationToken cancellation) =>
        tables.Index.UpsertEntityAsync(new TableEntity(Ended, id) { ["DueAt"] = at }, TableUpdateMode.Merge, cancellation);

    /// <summary>As <see cref="DueAsync"/>, for one that may not have ended: then nothing is written.</summary>
    public async Task LookAtAsync(string id, DateTimeOffset at, CancellationToken cancellation)
    {
        try
        {
            await tables.Index.UpdateEntityAsync(new TableEntity(Ended, id) { ["DueAt"] = at }, ETag.All, TableUpdateMode.Merge, cancellation);
        }
        catch (RequestFailedException missing) when (missing.Status == 404) { }
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
