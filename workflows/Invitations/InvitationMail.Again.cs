using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Invitations;

/// <summary>Invitations that the mail service refused, and that a person sends again.</summary>
public sealed partial class InvitationMail
{
    /// <summary>Which of these cannot be sent again to the same address, and why: Held, NotOpen, Erased, OtherAddress (another was tried since), Answered.</summary>
    /// <param name="refused">By number and place of the address.</param>
    internal async Task<IReadOnlyDictionary<(int Number, int Place), string>> NotAgainAsync(Campaign campaign, IReadOnlyCollection<(int Number, int Place)> refused, CancellationToken cancellation)
    {
        if (refused.Count == 0) return new Dictionary<(int, int), string>();
        if (campaign.IsHeld) return refused.ToDictionary(one => one, _ => "Held");
        if (!campaign.TakesSignatures(time.GetUtcNow()) || await keys.FindAsync(campaign.Id, cancellation) is not { } key) return refused.ToDictionary(one => one, _ => "NotOpen");
        var rows = (await InvitationRow.ReadAsync(tables, campaign, key, cancellation)).ToDictionary(row => row.Number);
        var asked = refused.Where(one => rows.ContainsKey(one.Number)).Select(one => rows[one.Number].Invitation).Distinct().ToList();
        var answered = await book.AnsweredAsync(campaign, asked, cancellation);
        return refused.Select(one => (one, Why: Why(one))).Where(one => one.Why is not null).ToDictionary(one => one.one, one => one.Why!);

        string? Why((int Number, int Place) one) =>
            !rows.TryGetValue(one.Number, out var row) || row.Invitation.IsErased ? "Erased"
            : row.Invitation.Place != one.Place ? "OtherAddress"
            : answered.Contains(one.Number) ? "Answered" : null;
    }

    /// <summary>Writes an invitation anew that the mail service refused, to the same address. What was written down of the refusal goes in the same transaction, so that it is done once
    /// for each refusal; and the journal says so. Whether it can be is asked before (<see cref="NotAgainAsync"/>).</summary>
    /// <param name="refused">The row <c>mail|</c>, as it was read.</param>
    /// <returns>False when somebody was faster.</returns>
    internal async Task<bool> InviteAgainAsync(Campaign campaign, int number, ITableEntity refused, JournalEntry entry, CancellationToken cancellation)
    {
        var key = await keys.GetAsync(campaign.Id, cancellation);
        if (await InvitationRow.FindAsync(tables, campaign, number, key, cancellation) is not { Invitation.IsErased: false } row) return false;
        TableTransactionAction[] all = [new(TableTransactionActionType.Delete, refused, refused.ETag), await InvitationAsync(campaign, key, row, cancellation), JournalRow.Insert(campaign.Id, entry, key)];
        return await outbox.TrySubmitAsync(tables.Campaigns, all, cancellation);
    }
}
