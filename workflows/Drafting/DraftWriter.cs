using Azure;
using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Drafting;

/// <summary>The only writer of a draft's row: state, texts, comments and mails in one transaction under the row's ETag; who was slower decides again.</summary>
public sealed class DraftWriter(CampaignTables tables, KeyRing keys, DraftStore store, Outbox outbox, DraftMails mails, TimeProvider time)
{
    const int Attempts = 8;

    /// <summary>Stores a new draft. The key and the index row come first: a crash between leaves nothing that says anything.</summary>
    internal async Task CreateAsync(StatementDraft draft, CancellationToken cancellation)
    {
        await tables.Index.UpsertEntityAsync(new TableEntity(DraftRows.IndexPartition, draft.Id) { ["Since"] = draft.CreatedAt }, TableUpdateMode.Merge, cancellation);
        var (key, insert) = keys.Create(draft.Id);
        var row = SealedRow.Of(draft.Id, DraftRows.Draft, draft, key);
        await tables.Campaigns.SubmitTransactionAsync([insert, new(TableTransactionActionType.Add, row)], cancellation);
    }

    /// <param name="gone">Name of a row that is deleted with it, if it is there.</param>
    public async Task<DraftDecision?> DecideAsync(string id, DraftCommand command, string? gone = null, CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await store.ReadAsync(id, cancellation) is not var (draft, etag, key)) return null;
            var now = time.GetUtcNow();
            var decision = DraftLife.Decide(draft, command, now);
            if (decision.Refusal == DraftDecision.Nothing) return decision with { Refusal = null };
            if (decision.Refusal is not null) return decision;
            decision = decision with { Draft = decision.Draft with { Changes = draft.Changes + 1, ChangedAt = now } };
            try
            {
                await tables.Campaigns.SubmitTransactionAsync(Writes(decision, etag, key), cancellation);
            }
            catch (RequestFailedException other) when (other.Status is 404 or 412)
            {
                if (attempt == Attempts) return new(draft, "Busy");
                continue;
            }
            if (gone is not null) await ForgetAsync(id, gone, cancellation);
            if (!decision.Mails.IsEmpty) outbox.Ring(tables.Campaigns, id);
            return decision;
        }
    }

    IEnumerable<TableTransactionAction> Writes(DraftDecision decision, ETag etag, DataKey key)
    {
        var draft = decision.Draft;
        yield return new(TableTransactionActionType.UpdateReplace, SealedRow.Of(draft.Id, DraftRows.Draft, draft, key), etag);
        foreach (var (name, value) in decision.Rows)
            yield return new(TableTransactionActionType.Add, SealedRow.Of(draft.Id, name, value, key));
        foreach (var mail in decision.Mails.SelectMany(mail => mails.Write(draft, mail, key)))
            yield return mail;
    }

    internal Task ForgetAsync(string id, string row, CancellationToken cancellation) => tables.Campaigns.DeleteEntityAsync(id, row, ETag.All, cancellation);
}
