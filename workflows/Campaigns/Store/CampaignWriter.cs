using Azure;
using Azure.Data.Tables;
using Campaigns.Listing;
using Campaigns.Mail;
using Campaigns.Reconciling;
using Campaigns.Storage;

namespace Campaigns;

/// <summary>
/// The only writer of a campaign's row after launch: reads it, asks <see cref="Lifecycle.Decide"/>, and commits the new state,
/// the journal and the mail that goes with it in one transaction, guarded by the ETag. Who was slower reads and decides again.
/// </summary>
public sealed class CampaignWriter(CampaignTables tables, CampaignStore store, KeyRing keys, Outbox outbox, TimeProvider time, Witness? witness = null, RowSizes? sizes = null)
{
    const int Attempts = 20;

    /// <returns>The campaign after the decision (or as it is, when nothing was to be done), with the decision; null: no such campaign.</returns>
    /// <param name="mails">Messages to write with the change; asked for each attempt.</param>
    /// <param name="rows">Rows of the campaign's partition to write with it; asked for each attempt.</param>
    /// <exception cref="RequestFailedException">412 when others were faster again and again, or storage failed.</exception>
    public async Task<(Campaign Campaign, Decision Decision)?> DecideAsync(
        string id, CampaignCommand command, string actor = JournalEntry.ByItself, MailsOf? mails = null, RowsOf? rows = null, CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await store.ReadAsync(id, cancellation) is not { } stored) return null;
            var decision = Lifecycle.Decide(stored.Campaign, command, time.GetUtcNow(), actor);
            if (decision.Campaign is not { } after) return (stored.Campaign, decision);
            try
            {
                await CommitAsync(stored, after, decision, mails, rows, cancellation);
                return (after, decision);
            }
            catch (RequestFailedException conflict) when (conflict.Status == 412 && attempt < Attempts) { }
        }
    }

    /// <summary>Writes down what was done to the campaign elsewhere: in the book, in the ledger, to its orchestration.</summary>
    public async Task NoteAsync(string id, JournalEntry entry, CancellationToken cancellation = default) =>
        await tables.Campaigns.SubmitTransactionAsync([JournalRow.Insert(id, entry, await keys.FindAsync(id, cancellation))], cancellation);

    /// <summary>
    /// Writes down why a step did not work, unless it did in truth and only its answer was lost; gives up silently when others are faster.
    /// </summary>
    internal async Task NoteErrorAsync(string id, StepKind kind, int number, string error, CancellationToken cancellation)
    {
        if (await store.ReadAsync(id, cancellation) is not { } stored || !Plan.IsDue(stored.Campaign, kind, number, time.GetUtcNow())) return;
        var after = stored.Campaign with { LastError = error, Failures = stored.Campaign.Failures + 1 };
        try
        {
            await tables.Campaigns.UpdateEntityAsync(CampaignRow.Of(after), stored.ETag, TableUpdateMode.Merge, cancellation);
            await new CampaignList(tables).WriteAsync(stored.Campaign, after, cancellation);
        }
        catch (RequestFailedException conflict) when (conflict.Status == 412) { }
    }

    async Task CommitAsync(StoredCampaign before, Campaign after, Decision decision, MailsOf? mails, RowsOf? rows, CancellationToken cancellation)
    {
        var key = await keys.FindAsync(after.Id, cancellation);
        var messages = mails?.Invoke(after).ToList() ?? [];
        // At the end of a purge the whole row is replaced: what else it held, such as the coordinator's sealed address, is gone.
        var change = after.Purge?.CompletedAt is null ? TableTransactionActionType.UpdateMerge : TableTransactionActionType.UpdateReplace;
        var row = CampaignRow.Of(after);
        List<TableTransactionAction> changes =
        [
            new(change, row, before.ETag),
            .. decision.Journal.Select(entry => JournalRow.Insert(after.Id, entry, key, after.Changes)),
            .. rows?.Invoke(after) ?? [],
        ];
        changes.AddRange(messages.Select(mail => outbox.Add(key!, after.Id, mail.Id, mail.To ?? before.Coordinator(key!), mail.Message)));

        await tables.Campaigns.SubmitTransactionAsync(changes, cancellation);
        sizes?.Note(row);
        witness?.Decided(after.Id, Math.Max(after.Changes, witness.DecisionsOf(after.Id) ?? 0));
        if (messages.Count > 0) outbox.Ring(tables.Campaigns, after.Id);
        await new CampaignList(tables).WriteAsync(before.Campaign, after, cancellation);
        if (CampaignIndex.IsOver(after)) await new CampaignIndex(tables).EndAsync(after.Id, time.GetUtcNow(), cancellation);
    }
}

/// <summary>The messages that belong to a change.</summary>
/// <param name="after">The campaign as it will be.</param>
public delegate IEnumerable<CampaignMail> MailsOf(Campaign after);

/// <summary>A message that a change of a campaign causes.</summary>
/// <param name="Id">Names its row, so that it is written once.</param>
/// <param name="To">Null: the address for the reports.</param>
public sealed record CampaignMail(string Id, Message Message, string? To = null);

/// <summary>Rows that belong to a change.</summary>
/// <param name="after">The campaign as it will be.</param>
public delegate IEnumerable<TableTransactionAction> RowsOf(Campaign after);
