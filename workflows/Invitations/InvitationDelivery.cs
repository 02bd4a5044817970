using Azure;
using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns.Invitations;

/// <summary>
/// Takes what the mail service tells of invitations and reminders. When a mail comes back for good, the next address of the invitation takes the
/// place of the present one: what was told, the other address and its mail stand in one transaction, so that each address is tried at most once,
/// whatever comes twice, late, or is cut off in between.
/// </summary>
public sealed class InvitationDelivery(
    CampaignTables tables, CampaignStore store, KeyRing keys, Outbox outbox, SignatureBook book, InvitationMail mail, TimeProvider time)
{
    const int Attempts = 10;

    /// <exception cref="RequestFailedException">Storage failed, or others were faster again and again: the mail service tells it again.</exception>
    public async Task TakeAsync(InvitationKey address, MailEvent told, CancellationToken cancellation = default)
    {
        if (MailStates.Of(told) is not { } state || await store.FindAsync(address.CampaignId, cancellation) is not { } campaign) return;
        if (campaign.Purge is not null || await keys.FindAsync(campaign.Id, cancellation) is not { } key) return;
        for (var attempt = 1; ; attempt++)
        {
            if (await InvitationRow.FindAsync(tables, campaign, address.Number, key, cancellation) is not { Invitation.IsErased: false } row) return;
            if (row.Invitation.At(address.Place) is null) return;
            List<TableTransactionAction> changes = [];
            if (await NoteAsync(address, state, told.Reason, key, cancellation) is { } note) changes.Add(note);
            if (state == MailState.Bounced && await ReplaceAsync(campaign, row, address, cancellation) is { } replacement) changes.AddRange(replacement);
            if (changes.Count == 0) return;
            try
            {
                await tables.Campaigns.SubmitTransactionAsync(changes, cancellation);
                outbox.Ring(tables.Campaigns, campaign.Id);
                return;
            }
            catch (RequestFailedException other) when (other.Status is 409 or 412 && attempt < Attempts) { } // another event is at it: read again
        }
    }

    /// <returns>Null: nothing that was not known.</returns>
    async Task<TableTransactionAction?> NoteAsync(InvitationKey address, MailState state, string? reason, DataKey key, CancellationToken cancellation)
    {
        var before = await DeliveryRow.FindAsync(tables, address, key, cancellation);
        if (before is not null && MailStates.After(before.State, state) == before.State) return null;
        return new DeliveryRow(address.Number, address.Place, state, time.GetUtcNow(), reason, before?.ETag ?? default).Write(address.CampaignId, key);
    }

    /// <returns>The next address and its mail; null when another one was tried already, there is none, or nobody is to be asked any more.</returns>
    async Task<TableTransactionAction[]?> ReplaceAsync(Campaign campaign, InvitationRow row, InvitationKey address, CancellationToken cancellation)
    {
        if (row.Invitation.Place != address.Place || row.Invitation.Next() is not { } next || !campaign.TakesSignatures(time.GetUtcNow())) return null;
        if ((await book.AnsweredAsync(campaign, [row.Invitation], cancellation)).Count > 0) return null;
        return await mail.InviteInsteadAsync(campaign, row, next, cancellation);
    }
}
