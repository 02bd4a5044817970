using Azure.Data.Tables;
using Campaigns.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Campaigns.Drafting;

/// <summary>What editors do with a draft: the row first, then the doorbell.</summary>
public sealed class DraftDesk(CampaignTables tables, KeyRing keys, DraftStore store, DraftWriter writer, DraftSweep sweep, DraftLauncher launcher, LaunchPlans plans, TimeProvider time, ILogger<DraftDesk> logger)
{
    const int IdLength = 16;
    /// <summary>How long ago somebody typed who counts as typing still.</summary>
    public static readonly TimeSpan Presence = TimeSpan.FromMinutes(10);

    public async Task<StatementDraft> CreateAsync(DraftStart start, string editor, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var draft = new StatementDraft
        {
            Id = Base32.Random(IdLength),
            Title = start.Title,
            Language = start.Language,
            TimeZone = start.TimeZone,
            CreatedAt = now,
            ChangedAt = now,
            Editors = editor.Contains('@', StringComparison.Ordinal) ? [editor] : [],
        };
        await writer.CreateAsync(draft, cancellation);
        return draft;
    }

    /// <returns>Null when the draft is gone.</returns>
    public async Task<DraftDecision?> ActAsync(DurableTaskClient client, string id, DraftCommand command, CancellationToken cancellation = default)
    {
        var decision = await writer.DecideAsync(id, command, cancellation: cancellation);
        if (decision is not { Refusal: null }) return decision;
        if (command is DraftCommand.OpenRound or DraftCommand.EndRound or DraftCommand.Freeze) await new DraftRounds(client, logger).WakeAsync(decision.Draft, cancellation);
        if (command is DraftCommand.DropLaunch) await plans.ForgetUnusedAsync(decision.Draft, cancellation);
        return decision with { Draft = await launcher.OpenAsync(client, decision.Draft, cancellation) };
    }

    /// <summary>
    /// Makes the text the next version, unless another was saved since <see cref="WorkingCopy.Base"/>: then nothing is overwritten, and the text is
    /// kept as the person's working copy.
    /// </summary>
    public async Task<DraftDecision?> SaveAsync(string id, WorkingCopy copy, CancellationToken cancellation = default)
    {
        var decision = await writer.DecideAsync(id, new DraftCommand.Save(copy.Language, copy.Text, copy.Base, copy.By), DraftRows.Copy(copy.Language, copy.Id), cancellation);
        if (decision?.Refusal is "Conflict" or "Busy" or "Frozen") await KeepAsync(decision.Draft, copy, cancellation);
        return decision;
    }

    /// <summary>Keeps what was typed, without making a version of it.</summary>
    /// <returns>False when there are too many copies.</returns>
    public async Task<bool> KeepAsync(StatementDraft draft, WorkingCopy copy, CancellationToken cancellation = default)
    {
        var copies = await store.CopiesAsync(draft, cancellation);
        var own = copies.FirstOrDefault(one => one.Id == copy.Id && one.Language == copy.Language);
        if (own is null && copies.Count >= Limits.DraftCopies || own is not null && own.By != copy.By) return false;
        var row = SealedRow.Of(draft.Id, DraftRows.Copy(copy.Language, copy.Id), copy with { At = time.GetUtcNow() }, await keys.GetAsync(draft.Id, cancellation));
        await tables.Campaigns.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
        return true;
    }

    public async Task DiscardAsync(StatementDraft draft, string language, string copy, string by, CancellationToken cancellation = default)
    {
        if ((await store.CopiesAsync(draft, cancellation)).Any(one => one.Id == copy && one.Language == language && one.By == by))
            await writer.ForgetAsync(draft.Id, DraftRows.Copy(language, copy), cancellation);
    }

    /// <summary>Somebody has dealt with a comment.</summary>
    /// <returns>False when there is none of this id.</returns>
    public async Task<bool> SettleAsync(StatementDraft draft, string comment, string by, CancellationToken cancellation = default)
    {
        if ((await store.CommentsAsync(draft, cancellation)).FirstOrDefault(one => one.Id == comment) is not { } found) return false;
        var row = SealedRow.Of(draft.Id, DraftRows.Comment(comment), found with { SettledBy = by }, await keys.GetAsync(draft.Id, cancellation));
        await tables.Campaigns.UpdateEntityAsync(row, Azure.ETag.All, TableUpdateMode.Replace, cancellation);
        return true;
    }

    public Task DeleteAsync(string id, CancellationToken cancellation = default) => sweep.PurgeAsync(id, cancellation);
}
