using Azure;
using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns.Invitations;

/// <summary>
/// Writes invitations and reminders: the fact and the message in one transaction, so that neither is ever without the other
/// and a second run finds nothing to do.
/// </summary>
public sealed class InvitationMail(
    CampaignTables tables, KeyRing keys, Outbox outbox, SignatureBook book, CampaignsOptions options, TimeProvider time)
{
    const int PeopleOfATransaction = 50; // a fact and a message each; a transaction takes 100 rows
    const int Attempts = 10;

    /// <summary>Invites everyone who was not invited yet. Returns how many are invited now.</summary>
    public async Task<int> InviteAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        var key = await keys.GetAsync(campaign.Id, cancellation);
        for (var attempt = 1; ; attempt++)
        {
            var rows = await InvitationRow.ReadAsync(tables, campaign, key, cancellation);
            try
            {
                foreach (var batch in rows.Where(row => row.InvitedAt is null && !row.Invitation.IsErased).Chunk(PeopleOfATransaction))
                    await WriteAsync(campaign, batch, row => row.MarkInvited(time.GetUtcNow()), Message, cancellation);
                return rows.Count;
            }
            catch (RequestFailedException other) when (IsAlreadyDone(other) && attempt < Attempts) { } // another run is at it: read again
        }

        async Task<TableTransactionAction> Message(InvitationRow row) => outbox.Add(
            key, campaign.Id, Id("invitation", row), row.Invitation.Email,
            new InvitationToSign(row.Invitation.Language, campaign.Title, row.Addressed, row.Invitation.Organisation,
                await LinkAsync(campaign, row, cancellation), campaign.ClosesAt, campaign.TimeZone)
            {
                Code = await book.InvitationCodeAsync(campaign, row.Invitation, cancellation),
                Neutral = campaign.NeutralMail,
            });
    }

    /// <summary>Reminds the invited who have not answered, each at most once for this reminder.</summary>
    /// <returns>How many were reminded, earlier runs included.</returns>
    public async Task<int> RemindAsync(Campaign campaign, int reminder, CancellationToken cancellation = default)
    {
        var key = await keys.GetAsync(campaign.Id, cancellation);
        for (var attempt = 1; ; attempt++)
        {
            var reminded = await ReminderRow.ReadAsync(tables, campaign.Id, reminder, cancellation);
            var invited = (await InvitationRow.ReadAsync(tables, campaign, key, cancellation)).Where(row => row.InvitedAt is not null).ToList();
            var answered = await book.AnsweredAsync(campaign, [.. invited.Select(row => row.Invitation)], cancellation);
            var silent = invited.Where(row => !answered.Contains(row.Number) && !reminded.ContainsKey(row.Number)).ToList();
            try
            {
                foreach (var batch in silent.Chunk(PeopleOfATransaction))
                    await WriteAsync(campaign, batch, Fact, Message, cancellation);
                return reminded.Count + silent.Count;
            }
            catch (RequestFailedException other) when (IsAlreadyDone(other) && attempt < Attempts) { }
        }

        TableTransactionAction Fact(InvitationRow row) => ReminderRow.Insert(campaign.Id, reminder, row.Number, time.GetUtcNow());

        async Task<TableTransactionAction> Message(InvitationRow row) => outbox.Add(
            key, campaign.Id, Id($"reminder-{reminder}", row), row.Invitation.Email,
            new ReminderToSign(row.Invitation.Language, campaign.Title, row.Addressed, row.Invitation.Organisation,
                await LinkAsync(campaign, row, cancellation), campaign.ClosesAt, campaign.TimeZone)
            {
                Code = await book.InvitationCodeAsync(campaign, row.Invitation, cancellation),
                Neutral = campaign.NeutralMail,
            });
    }

    async Task WriteAsync(Campaign campaign, InvitationRow[] batch, Func<InvitationRow, TableTransactionAction> fact,
        Func<InvitationRow, Task<TableTransactionAction>> message, CancellationToken cancellation)
    {
        var changes = new List<TableTransactionAction>();
        foreach (var row in batch)
        {
            changes.Add(fact(row));
            changes.Add(await message(row));
        }
        await tables.Campaigns.SubmitTransactionAsync(changes, cancellation);
        outbox.Ring(tables.Campaigns, campaign.Id);
    }

    async Task<string> LinkAsync(Campaign campaign, InvitationRow row, CancellationToken cancellation) =>
        options.BaseUrl + await book.InvitationPathAsync(campaign, row.Invitation, cancellation);

    static bool IsAlreadyDone(RequestFailedException failure) => failure.Status is 409 or 412;

    static string Id(string what, InvitationRow row) => FormattableString.Invariant($"{what}-{row.Number:D4}");
}
