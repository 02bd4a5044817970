using Azure.Data.Tables;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns.Invitations;

/// <summary>Reads who was invited, what became of the mails, and who has answered.</summary>
public sealed class InvitationBoard(CampaignTables tables, KeyRing keys, SignatureBook book)
{
    /// <summary>All invitations, in the order given at launch.</summary>
    public async Task<IReadOnlyList<InvitationStatus>> ReadAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return []; // purged
        var rows = await InvitationRow.ReadAsync(tables, campaign, key, cancellation);
        var reminders = await ReminderRow.ReadAsync(tables, campaign.Id, reminder: null, cancellation);
        var told = await DeliveryRow.ReadAsync(tables, campaign.Id, key, cancellation);
        var sent = await SentAsync(campaign.Id, cancellation);
        // By address, not by number: who was invited may have signed through the public form instead.
        var answers = (await book.AllAsync(campaign, cancellation))
            .Where(signature => signature.State != SignatureState.Pending)
            .ToLookup(signature => signature.Id, signature => signature.State);
        return [.. rows.Select(row => new InvitationStatus(
            row.Invitation, row.InvitedAt,
            reminders.TryGetValue(row.Number, out var reminded) ? reminded.Reminders.Length : 0,
            reminders.ContainsKey(row.Number) ? reminded.Last : null,
            row.Invitation.IsErased ? SignatureState.Erased : AnswerTo(row.Invitation))
        {
            Reminders = reminders.ContainsKey(row.Number) ? reminded.Reminders : [],
            Mails = [.. Enumerable.Range(0, row.Invitation.Place + 1).Select(place => Mail(row, place))],
        })];

        SignatureState? AnswerTo(Invitation invitation) =>
            invitation.Addresses.SelectMany(address => answers[SignatureBook.IdOf(key, address)]).Cast<SignatureState?>().FirstOrDefault();

        AddressMail Mail(InvitationRow row, int place)
        {
            var here = told[row.Number].FirstOrDefault(one => one.Place == place);
            var handed = sent.GetValueOrDefault(InvitationMail.Id(place, row.Number), MailState.Waiting);
            var state = MailStates.After(handed, here?.State ?? MailState.Waiting);
            return new(row.Invitation.At(place)?.Email ?? "", state, here?.ChangedAt, state == here?.State ? here.Reason : null);
        }
    }

    /// <summary>What the outbox wrote down of invitations that it handed over, by the name of the message.</summary>
    async Task<Dictionary<string, MailState>> SentAsync(string campaignId, CancellationToken cancellation) =>
        (await tables.Campaigns.WithPrefixAsync(campaignId, Rows.Mails, cancellation, ["RowKey", "State"]))
            .ToDictionary(row => row.RowKey[Rows.Mails.Length..], row => MailStates.OfWritten(row.GetString("State")), StringComparer.Ordinal);
}
