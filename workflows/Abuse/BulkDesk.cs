using Azure;
using Azure.Data.Tables;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns.Abuse;

/// <summary>Those a pattern means now.</summary>
/// <param name="Count">All of them.</param>
/// <param name="Lines">At most <see cref="Limits.PreviewLines"/>, oldest first.</param>
public sealed record BulkPreview(int Count, IReadOnlyList<Signature> Lines);

/// <summary>Null <see cref="Refusal"/>: done. Otherwise NothingMatches, ListFrozen, NotFound or AlreadyUndone, as the resource <c>Refusal_{Refusal}</c>.</summary>
public sealed record BulkResult(string? Refusal, BulkBatch? Batch);

/// <summary>
/// Holds, invalidates or releases many signatures at once, and takes it back. The batch is a row before the first signature changes, and each
/// signature carries its mark: cut off anywhere, the same call again finishes it. The journal entry stands in the transaction that closes the batch.
/// </summary>
public sealed class BulkDesk(CampaignTables tables, SignatureBook book, KeyRing keys, TimeProvider time)
{
    public static bool IsId(string id) => id.Length == 32 && id.All(char.IsAsciiHexDigitLower);

    /// <summary>Changes nothing.</summary>
    public async Task<BulkPreview> PreviewAsync(Campaign campaign, BulkAct act, BulkPattern pattern, CancellationToken cancellation = default)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return new(0, []);
        var rows = await MeantAsync(campaign, key, act, pattern, "", cancellation);
        return new(rows.Count, [.. rows.OrderBy(row => row.ConfirmedAt).ThenBy(row => row.Id, StringComparer.Ordinal).Take(Limits.PreviewLines).Select(row => row.Open(key))]);
    }

    /// <summary>Newest first. Empty after the purge.</summary>
    public async Task<IReadOnlyList<BulkBatch>> ListAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return [];
        var rows = await tables.Campaigns.WithPrefixAsync(campaign.Id, Rows.Batches, cancellation);
        return [.. rows.Select(row => BulkBatch.Read(row, key)).OrderByDescending(batch => batch.At).ThenBy(batch => batch.Id, StringComparer.Ordinal)];
    }

    /// <summary>Does it to those of the pattern that still match, whatever else happens meanwhile. The same id again does nothing more.</summary>
    public async Task<BulkResult> ApplyAsync(
        Campaign campaign, string id, BulkAct act, BulkPattern pattern, string reason, string actor, CancellationToken cancellation = default)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return new("ListFrozen", null);
        var batch = await FindAsync(campaign.Id, id, key, cancellation);
        if (batch is null)
        {
            if (campaign.FinalCount is not null) return new("ListFrozen", null);
            if ((await MeantAsync(campaign, key, act, pattern, id, cancellation)).Count == 0) return new("NothingMatches", null);
            batch = await BeginAsync(campaign, key, new(id, time.GetUtcNow(), actor, act, BulkState.Begun, 0, pattern, reason), cancellation);
        }
        return await FinishAsync(campaign, batch.Id, cancellation);
    }

    /// <summary>Finishes a batch that was cut off.</summary>
    public async Task<BulkResult> FinishAsync(Campaign campaign, string id, CancellationToken cancellation = default)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key || await FindAsync(campaign.Id, id, key, cancellation) is not { } batch) return new("NotFound", null);
        return batch.State == BulkState.Begun ? await CarryOutAsync(campaign, key, batch, cancellation) : new(null, batch);
    }

    /// <summary>Takes back what nobody has changed since, until the list is frozen.</summary>
    public async Task<BulkResult> UndoAsync(Campaign campaign, string id, string actor, CancellationToken cancellation = default)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key || await FindAsync(campaign.Id, id, key, cancellation) is not { } batch) return new("NotFound", null);
        if (batch.State == BulkState.Undone) return new(null, batch);
        if (batch.State == BulkState.Undoing) return await TakeBackAsync(campaign, key, batch, actor, cancellation);
        if (campaign.FinalCount is not null) return new("ListFrozen", batch);
        // From here on whoever is still carrying it out will find that it is being taken back.
        var back = (await book.RowsWhereAsync(campaign, row => BulkDecisions.IsToUndo(row, batch.Act, id), cancellation)).Count;
        await MoveAsync(campaign, key, batch with { State = BulkState.Undoing, Signatures = back }, null, cancellation);
        return await UndoAsync(campaign, id, actor, cancellation);
    }

    async Task<BulkResult> CarryOutAsync(Campaign campaign, DataKey key, BulkBatch batch, CancellationToken cancellation)
    {
        var meant = await MeantAsync(campaign, key, batch.Act, batch.Pattern, batch.Id, cancellation);
        var alike = meant.Select(row => batch.Pattern.KeyOf(row.Details(key))).ToHashSet(StringComparer.Ordinal);
        var outcomes = await book.ChangeAllAsync(meant, (header, row) => BulkDecisions.Apply(header, row, batch.Act, batch.Id, IsMeant), cancellation);
        var changed = outcomes.Count(outcome => outcome.Decision.After?.Marks.Any(mark => mark.Batch == batch.Id) == true);
        if (changed == 0)
        {
            await ForgetAsync(campaign, batch, cancellation);
            return new(outcomes.Any(outcome => outcome.Decision.Refused) ? "ListFrozen" : "NothingMatches", null);
        }
        var entry = JournalEntry.Of(time.GetUtcNow(), batch.Actor, What(batch.Act), changed, batch.ShortId) with { Note = batch.Reason };
        if (await MoveAsync(campaign, key, batch with { State = BulkState.Done, Signatures = changed }, entry, cancellation) is { } done)
            return new(null, done);
        // Somebody else has closed it, or is taking it back: then what was done here has to be taken back, too.
        var other = (await FindAsync(campaign.Id, batch.Id, key, cancellation))!;
        if (other.State is BulkState.Undoing or BulkState.Undone) await ReverseAsync(campaign, other, cancellation);
        return new(other.State == BulkState.Done ? null : "AlreadyUndone", other);

        bool IsMeant(BookRow row) => row.Details(key) is var person && batch.Pattern.Matches(row, person) && alike.Contains(batch.Pattern.KeyOf(person));
    }

    async Task<BulkResult> TakeBackAsync(Campaign campaign, DataKey key, BulkBatch batch, string actor, CancellationToken cancellation)
    {
        var kept = await ReverseAsync(campaign, batch, cancellation);
        var back = batch.Signatures - kept;
        if (kept > 0 && back <= 0) // the fence was faster
            return new("ListFrozen", await MoveAsync(campaign, key, batch with { State = BulkState.Done, Signatures = kept }, null, cancellation));
        var entry = JournalEntry.Of(time.GetUtcNow(), actor, "BulkUndone", back, batch.ShortId);
        var undone = await MoveAsync(campaign, key, batch with { State = BulkState.Undone, Signatures = back }, entry, cancellation);
        return new(null, undone ?? await FindAsync(campaign.Id, batch.Id, key, cancellation));
    }

    /// <returns>How many the fence kept as they are.</returns>
    async Task<int> ReverseAsync(Campaign campaign, BulkBatch batch, CancellationToken cancellation)
    {
        var marked = await book.RowsWhereAsync(campaign, row => BulkDecisions.IsToUndo(row, batch.Act, batch.Id), cancellation);
        var outcomes = await book.ChangeAllAsync(marked, (header, row) => BulkDecisions.Undo(header, row, batch.Act, batch.Id), cancellation);
        return outcomes.Count(outcome => outcome.Decision.Refused);
    }

    /// <summary>Those that the pattern means, and those that this batch has changed already.</summary>
    async Task<IReadOnlyList<BookRow>> MeantAsync(Campaign campaign, DataKey key, BulkAct act, BulkPattern pattern, string batch, CancellationToken cancellation)
    {
        var rows = await book.RowsWhereAsync(
            campaign,
            row => (BulkDecisions.IsFor(act, row.State) || row.Marks.Any(mark => mark.Batch == batch)) && pattern.Matches(row, row.Details(key)),
            cancellation);
        if (pattern.Alike == Alike.No) return rows;
        return [.. rows.GroupBy(row => pattern.KeyOf(row.Details(key)), StringComparer.Ordinal).Where(alike => alike.Count() > 1).SelectMany(alike => alike)];
    }

    static string What(BulkAct act) => act switch
    {
        BulkAct.Hold => "BulkHeld",
        BulkAct.Release => "BulkReleased",
        _ => "BulkInvalidated",
    };

    async Task<BulkBatch?> FindAsync(string campaignId, string id, DataKey key, CancellationToken cancellation)
    {
        var row = await tables.Campaigns.GetEntityIfExistsAsync<TableEntity>(campaignId, Rows.Batch(id), cancellationToken: cancellation);
        return row.HasValue ? BulkBatch.Read(row.Value!, key) : null;
    }

    async Task<BulkBatch> BeginAsync(Campaign campaign, DataKey key, BulkBatch batch, CancellationToken cancellation)
    {
        try
        {
            await tables.Campaigns.AddEntityAsync(batch.Row(campaign.Id, key), cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status == 409) { } // posted twice, or the answer was lost
        return (await FindAsync(campaign.Id, batch.Id, key, cancellation))!;
    }

    /// <summary>A batch that changed nothing leaves nothing.</summary>
    async Task ForgetAsync(Campaign campaign, BulkBatch batch, CancellationToken cancellation)
    {
        try
        {
            await tables.Campaigns.DeleteEntityAsync(campaign.Id, Rows.Batch(batch.Id), batch.ETag, cancellation);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412) { } // somebody else has closed it
    }

    /// <returns>Null when somebody else was faster.</returns>
    async Task<BulkBatch?> MoveAsync(Campaign campaign, DataKey key, BulkBatch batch, JournalEntry? entry, CancellationToken cancellation)
    {
        List<TableTransactionAction> actions = [new(TableTransactionActionType.UpdateReplace, batch.Row(campaign.Id, key), batch.ETag)];
        if (entry is not null) actions.Add(JournalRow.Insert(campaign.Id, entry, key, id: $"{batch.Id}-{batch.State}"));
        try
        {
            await tables.Campaigns.SubmitTransactionAsync(actions, cancellation);
            return batch;
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return null;
        }
    }
}
