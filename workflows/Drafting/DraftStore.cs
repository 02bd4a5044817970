using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Drafting;

/// <summary>Reads drafts and what belongs to them.</summary>
public sealed class DraftStore(CampaignTables tables, KeyRing keys)
{
    /// <summary>Null for an id of which there is no draft (or no more).</summary>
    public async Task<StatementDraft?> FindAsync(string id, CancellationToken cancellation = default) => (await ReadAsync(id, cancellation))?.Draft;

    internal async Task<(StatementDraft Draft, ETag ETag, DataKey Key)?> ReadAsync(string id, CancellationToken cancellation)
    {
        if (!CampaignId.Is(id)) return null;
        var row = await tables.Campaigns.GetEntityIfExistsAsync<TableEntity>(id, DraftRows.Draft, cancellationToken: cancellation);
        if (!row.HasValue || await keys.FindAsync(id, cancellation) is not { } key) return null;
        return (SealedRow.Open<StatementDraft>(row.Value!, key), row.Value!.ETag, key);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<StatementDraft>> ListAsync(CancellationToken cancellation = default)
    {
        var drafts = new List<StatementDraft>();
        foreach (var id in await IdsAsync(cancellation))
            if (await FindAsync(id, cancellation) is { } draft) drafts.Add(draft);
        return [.. drafts.OrderByDescending(draft => draft.ChangedAt)];
    }

    internal async Task<IReadOnlyList<string>> IdsAsync(CancellationToken cancellation)
    {
        var ids = new List<string>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {DraftRows.IndexPartition}");
        await foreach (var row in tables.Index.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellation)) ids.Add(row.RowKey);
        return ids;
    }

    public async Task<DraftVersion?> VersionAsync(StatementDraft draft, string language, int number, CancellationToken cancellation = default)
    {
        if (number < 1 || number > draft.VersionOf(language)) return null;
        var row = await tables.Campaigns.GetEntityIfExistsAsync<TableEntity>(draft.Id, DraftRows.Version(language, number), cancellationToken: cancellation);
        return row.HasValue ? SealedRow.Open<DraftVersion>(row.Value!, await keys.GetAsync(draft.Id, cancellation)) : null;
    }

    /// <summary>The newest text in a language; empty when there is none.</summary>
    public async Task<string> TextAsync(StatementDraft draft, string language, CancellationToken cancellation = default) =>
        (await VersionAsync(draft, language, draft.VersionOf(language), cancellation))?.Text ?? "";

    /// <summary>All versions in a language, newest first.</summary>
    public async Task<IReadOnlyList<DraftVersion>> VersionsAsync(StatementDraft draft, string language, CancellationToken cancellation = default) =>
        [.. (await AllAsync<DraftVersion>(draft, DraftRows.VersionsOf(language), cancellation)).Reverse()];

    /// <summary>Oldest first.</summary>
    public Task<IReadOnlyList<DraftComment>> CommentsAsync(StatementDraft draft, CancellationToken cancellation = default) =>
        AllAsync<DraftComment>(draft, DraftRows.Comments, cancellation);

    /// <summary>What is typed and not saved, by everybody.</summary>
    public Task<IReadOnlyList<WorkingCopy>> CopiesAsync(StatementDraft draft, CancellationToken cancellation = default) =>
        AllAsync<WorkingCopy>(draft, DraftRows.Copies, cancellation);

    async Task<IReadOnlyList<T>> AllAsync<T>(StatementDraft draft, string prefix, CancellationToken cancellation)
    {
        if (await keys.FindAsync(draft.Id, cancellation) is not { } key) return [];
        return [.. (await tables.Campaigns.WithPrefixAsync(draft.Id, prefix, cancellation)).Select(row => SealedRow.Open<T>(row, key))];
    }
}
