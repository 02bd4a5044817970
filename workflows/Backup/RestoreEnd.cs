using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Campaigns.Letters;
using Campaigns.Listing;
using Campaigns.Reconciling;
using Campaigns.Signatures;
using Campaigns.Signatures.Proof;
using Campaigns.Storage;

namespace Campaigns.Backup;

/// <summary>
/// The end of a restore: holds what was written against itself (each header's count against its confirmed rows, the root against the leaves, the
/// numbers of texts, addressees and invitations), and only then writes the row that makes it exist.
/// </summary>
public sealed class RestoreEnd(
    CampaignTables tables, CampaignStore campaigns, CopyReading reading, Restoring restoring, KeyRing keys, SignatureBook book, LetterComposer composer, TimeProvider time, Witness? witness = null)
{
    /// <param name="deciding">The row of <see cref="CopyUnit.Deciding"/>, as in the copy.</param>
    /// <param name="copiedAt">UTC.</param>
    /// <returns>Null when done; otherwise why not, as in the resource <c>Refusal_{Refusal}</c>: NotBegun, Damaged, ThereAlready.</returns>
    public async Task<string?> EndAsync(
        CopyUnit unit, string copy, DateTimeOffset copiedAt, TableEntity deciding, string actor, CancellationToken cancellation = default)
    {
        if (!await restoring.IsUnderWayAsync(unit, copy, cancellation)) return await IsDoneAsync(unit, copy, cancellation) ? null : "NotBegun";
        var (place, row) = unit.Deciding;
        if (deciding.PartitionKey != place.Partition || deciding.RowKey != row) return "Damaged";
        try
        {
            return unit.Kind switch
            {
                CopyKind.Campaign => await EndCampaignAsync(unit, copy, copiedAt, deciding, actor, cancellation),
                CopyKind.Draft => await EndDraftAsync(unit, deciding, cancellation),
                _ => await EndNetworkAsync(unit, place, deciding, cancellation),
            };
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return "ThereAlready"; // somebody else was faster
        }
    }

    /// <summary>The answer to an earlier end was lost.</summary>
    async Task<bool> IsDoneAsync(CopyUnit unit, string copy, CancellationToken cancellation) => unit.Kind == CopyKind.Campaign
        ? (await campaigns.FindAsync(unit.Id, cancellation))?.Restored?.Copy == copy
        : await restoring.MarkAsync(unit, cancellation) is null && await reading.ExistsAsync(unit, cancellation);

    async Task<string?> EndCampaignAsync(CopyUnit unit, string copy, DateTimeOffset copiedAt, TableEntity deciding, string actor, CancellationToken cancellation)
    {
        if (Read(deciding) is not { } before || before.Id != unit.Id || !await IsWholeAsync(before, cancellation)) return "Damaged";
        var decision = Lifecycle.Decide(before, new BackupCommand.Restore(copy, copiedAt), time.GetUtcNow(), actor);
        var after = decision.Campaign!;
        foreach (var (name, value) in CampaignRow.Of(after))
            if (name is "State" or "Phase" or "DueAt") deciding[name] = value; // its other columns stay: the coordinator's sealed address
        witness?.Forget(unit.Id); // it remembers what came after the copy, and would put it back
        book.Forget(unit.Id);
        composer.Forget(unit.Id);
        var index = new CampaignIndex(tables);
        await index.AddAsync(unit.Id, time.GetUtcNow(), cancellation);
        var key = await keys.FindAsync(unit.Id, cancellation);
        await tables.Campaigns.SubmitTransactionAsync(
            [
                new(TableTransactionActionType.Add, deciding),
                .. decision.Journal.Select(entry => JournalRow.Insert(unit.Id, entry, key, after.Changes)),
                Done(unit),
            ], cancellation);
        await new CampaignList(tables).WriteAsync(null, after, cancellation);
        if (CampaignIndex.IsOver(after)) await index.EndAsync(unit.Id, time.GetUtcNow(), cancellation);
        return null;
    }

    async Task<string?> EndDraftAsync(CopyUnit unit, TableEntity deciding, CancellationToken cancellation)
    {
        await tables.Index.UpsertEntityAsync(
            new TableEntity(Drafting.DraftRows.IndexPartition, unit.Id) { ["Since"] = time.GetUtcNow() }, TableUpdateMode.Merge, cancellation);
        await tables.Campaigns.SubmitTransactionAsync([new(TableTransactionActionType.Add, deciding), Done(unit)], cancellation);
        return null;
    }

    async Task<string?> EndNetworkAsync(CopyUnit unit, CopyPlace place, TableEntity deciding, CancellationToken cancellation)
    {
        await place.In(tables).AddEntityAsync(deciding, cancellation);
        await tables.Networks.DeleteEntityAsync(unit.Id, Rows.Restoring, ETag.All, cancellation);
        return null;
    }

    static TableTransactionAction Done(CopyUnit unit) => new(TableTransactionActionType.Delete, new TableEntity(unit.Id, Rows.Restoring), ETag.All);

    static Campaign? Read(TableEntity deciding)
    {
        try
        {
            var campaign = CampaignRow.Read(deciding).Campaign;
            var isComplete = campaign is { Languages.IsDefault: false, Reminders.IsDefault: false, FollowUps.IsDefault: false, Shards: > 0 and < 1_000 };
            return isComplete ? campaign : null;
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentNullException or InvalidOperationException)
        {
            return null;
        }
    }

    async Task<bool> IsWholeAsync(Campaign campaign, CancellationToken cancellation)
    {
        if (await CountAsync(campaign, Rows.Texts, cancellation) < campaign.Languages.Length) return false;
        if (campaign.Purge?.BegunAt is null && (await CountAsync(campaign, Rows.Addressees, cancellation) < campaign.Addressees
            || await CountAsync(campaign, Rows.Invitations, cancellation) < campaign.Invitations || await keys.FindAsync(campaign.Id, cancellation) is null)) return false;
        if (campaign.List is { } list && !await IsProvenAsync(campaign, list, cancellation)) return false;
        var isWhole = true;
        await Parallel.ForEachAsync(ShardKeys.All(campaign), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, async (shard, stop) =>
        {
            if (!await IsCountedAsync(campaign, shard, stop)) isWhole = false;
        });
        return isWhole;
    }

    async Task<int> CountAsync(Campaign campaign, string prefix, CancellationToken cancellation) =>
        (await tables.Campaigns.WithPrefixAsync(campaign.Id, prefix, cancellation, ["RowKey"])).Count;

    /// <summary>The leaves are those of the root that stands in the letters, and as many as the list has lines.</summary>
    async Task<bool> IsProvenAsync(Campaign campaign, ListSeal list, CancellationToken cancellation)
    {
        var pages = (await tables.Campaigns.WithPrefixAsync(campaign.Id, Rows.LeafPages, cancellation)).Select((row, number) => LeafPage.Read(row, number)).ToList();
        return pages.Sum(page => page.Leaves.Count) == list.Size && Convert.ToHexStringLower(Merkle.Root([.. pages.Select(page => page.Root)])) == list.Root;
    }

    /// <summary>After the purge no row is left, and the header keeps its number.</summary>
    async Task<bool> IsCountedAsync(Campaign campaign, string shard, CancellationToken cancellation)
    {
        if (await BookHeader.ReadAsync(tables.Signatures, shard, cancellation) is not { } header) return campaign.OpenedAt is null;
        if (header.Counted is not { } counted || campaign.Purge?.BegunAt is not null) return true;
        return counted == (await ShardRows.ReadAsync(tables.Signatures, shard, ["RowKey"], SignatureState.Confirmed, cancellation)).Count;
    }
}
