using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Campaigns.Drafting;

/// <summary>For a timer: wakes rounds that are overdue, launches what was ordered and not done, and destroys drafts whose time is over.</summary>
public sealed class DraftSweep(CampaignTables tables, KeyRing keys, DraftStore store, DraftLauncher launcher, TimeProvider time, ILogger<DraftSweep> logger)
{
    /// <summary>How long a draft is kept after its last change.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(180);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static DateTimeOffset KeptUntil(StatementDraft draft) => draft.ChangedAt + KeptFor;

    public async Task RunAsync(DurableTaskClient client, CancellationToken cancellation = default)
    {
        var rounds = new DraftRounds(client, logger);
        foreach (var id in await store.IdsAsync(cancellation))
        {
            if (await store.FindAsync(id, cancellation) is not { } draft) await PurgeRestAsync(id, cancellation);
            else if (KeptUntil(draft) <= time.GetUtcNow()) await PurgeAsync(id, cancellation);
            else if (draft.Launch is { IsDue: true } launch && launch.OrderedAt + Patience < time.GetUtcNow()) await launcher.OpenAsync(client, draft, cancellation);
            else if (DraftLife.NextAt(draft) + Patience < time.GetUtcNow()) await rounds.WakeAsync(draft, cancellation);
        }
    }

    /// <summary>The key first: from then on nobody reads anything of it. Then the rows, and last where it was listed. Safe to repeat.</summary>
    public async Task PurgeAsync(string id, CancellationToken cancellation = default)
    {
        await keys.DestroyAsync(id, cancellation);
        await tables.Campaigns.DeleteAllAsync(id, cancellation);
        await tables.Index.DeleteEntityAsync(DraftRows.IndexPartition, id, ETag.All, cancellation);
    }

    /// <summary>What a crash in the middle of a purge left, or of a creation; the latter is given a day to be repeated.</summary>
    async Task PurgeRestAsync(string id, CancellationToken cancellation)
    {
        var listed = await tables.Index.GetEntityIfExistsAsync<TableEntity>(DraftRows.IndexPartition, id, cancellationToken: cancellation);
        if (listed.HasValue && listed.Value!.GetDateTimeOffset("Since") < time.GetUtcNow().AddDays(-1)) await PurgeAsync(id, cancellation);
    }
}
