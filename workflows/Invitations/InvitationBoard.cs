using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns.Invitations;

/// <summary>One invitation and what came of it, for the desk.</summary>
/// <param name="InvitedAt">When the mail was written; null before.</param>
/// <param name="Reminded">How many reminders were written to this person.</param>
/// <param name="Answer">Null: none yet. Also when the person signed through the public form.</param>
public sealed record InvitationStatus(
    Invitation Invitation, DateTimeOffset? InvitedAt, int Reminded, DateTimeOffset? LastRemindedAt, SignatureState? Answer);

/// <summary>Reads who was invited and who has answered.</summary>
public sealed class InvitationBoard(CampaignTables tables, KeyRing keys, SignatureBook book)
{
    /// <summary>All invitations, in the order given at launch.</summary>
    public async Task<IReadOnlyList<InvitationStatus>> ReadAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return []; // purged
        var rows = await InvitationRow.ReadAsync(tables, campaign, key, cancellation);
        var reminders = await ReminderRow.ReadAsync(tables, campaign.Id, reminder: null, cancellation);
        // By address, not by number: who was invited may have signed through the public form instead.
        var answers = (await book.AllAsync(campaign, cancellation))
            .Where(signature => signature.State != SignatureState.Pending)
            .ToLookup(signature => signature.Id, signature => signature.State);
        return [.. rows.Select(row => new InvitationStatus(
            row.Invitation, row.InvitedAt,
            reminders.TryGetValue(row.Number, out var reminded) ? reminded.Times : 0,
            reminders.ContainsKey(row.Number) ? reminded.Last : null,
            row.Invitation.IsErased ? SignatureState.Erased : answers[SignatureBook.IdOf(key, row.Invitation.Email)].Cast<SignatureState?>().FirstOrDefault()))];
    }
}
