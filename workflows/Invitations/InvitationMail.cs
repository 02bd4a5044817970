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
public sealed partial class InvitationMail(
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
                    await WriteAsync(campaign, batch, row => row.MarkInvited(time.GetUtcNow()), row => InvitationAsync(campaign, key, row, cancellation), cancellation);
                return rows.Count;
            }
            catch (RequestFailedException other) when (IsAlreadyDone(other) && attempt < Attempts) { } // another run is at it: read again
        }
    }

    /// <summary>What asks another address in the place of one whose mail came back, to be written in one transaction.</summary>
    internal async Task<TableTransactionAction[]> InviteInsteadAsync(Campaign campaign, InvitationRow row, Invitation next, CancellationToken cancellation)
    {
        var key = await keys.GetAsync(campaign.Id, cancellation);
        return [row.Replace(next, key), await InvitationAsync(campaign, key, row with { Invitation = next }, cancellation)];
    }

    async Task<TableTransactionAction> InvitationAsync(Campaign campaign, DataKey key, InvitationRow row, CancellationToken cancellation) => Add(
        campaign, key, row, Id(row.Invitation.Place, row.Number),
        new InvitationToSign(row.Invitation.Language, campaign.TitleIn(row.Invitation.Language), row.Addressed, row.Invitation.Organisation,
            await LinkAsync(campaign, row, cancellation), campaign.ClosesAt, campaign.TimeZone)
        {
            Code = await book.InvitationCodeAsync(campaign, row.Invitation, cancellation),
            Neutral = campaign.NeutralMail,
            ReaderZone = PersonZone.Known(row.Invitation)?.Id,
        });

    TableTransactionAction Add(Campaign campaign, DataKey key, InvitationRow row, string id, Message message) => outbox.Add(
        key, campaign.Id, id, row.Invitation.Email, message, eventKey: new InvitationKey(campaign.Id, row.Number, row.Invitation.Place).ToString());

    /// <summary>Reminds the invited who have not answered, each at most once for this reminder; those for whom it is night later.</summary>
    public async Task<Reminding> RemindAsync(Campaign campaign, int reminder, CancellationToken cancellation = default)
    {
        var key = await keys.GetAsync(campaign.Id, cancellation);
        var now = time.GetUtcNow();
        for (var attempt = 1; ; attempt++)
        {
            var reminded = await ReminderRow.ReadAsync(tables, campaign.Id, reminder, cancellation);
            var invited = (await InvitationRow.ReadAsync(tables, campaign, key, cancellation)).Where(row => row.InvitedAt is not null).ToList();
            var answered = await book.AnsweredAsync(campaign, [.. invited.Select(row => row.Invitation)], cancellation);
            var silent = invited.Where(row => !answered.Contains(row.Number) && !reminded.ContainsKey(row.Number))
                .ToLookup(row => NightHours.HoldUntil(campaign, row.Invitation, now));
            var awake = silent[null].ToList();
            try
            {
                foreach (var batch in awake.Chunk(PeopleOfATransaction))
                    await WriteAsync(campaign, batch, Fact, Message, cancellation);
                return new(reminded.Count + awake.Count, silent.Min(some => some.Key));
            }
            catch (RequestFailedException other) when (IsAlreadyDone(other) && attempt < Attempts) { }
        }

        TableTransactionAction Fact(InvitationRow row) => ReminderRow.Insert(campaign.Id, reminder, row.Number, time.GetUtcNow());

        async Task<TableTransactionAction> Message(InvitationRow row) => Add(
            campaign, key, row, FormattableString.Invariant($"reminder-{reminder}-{row.Number:D4}"),
            Reminder(campaign, row.Invitation, await LinkAsync(campaign, row, cancellation), await book.InvitationCodeAsync(campaign, row.Invitation, cancellation)));
    }

    /// <summary>What a reminder says.</summary>
    internal static ReminderToSign Reminder(Campaign campaign, Invitation invitation, string link, TypedCode? code) => new(
        invitation.Language, campaign.TitleIn(invitation.Language), InvitationRow.AddressedIn(invitation), invitation.Organisation, link, campaign.ClosesAt, campaign.TimeZone)
    {
        Code = code,
        Neutral = campaign.NeutralMail,
        ReaderZone = PersonZone.Known(invitation)?.Id,
    };

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
        options.LinkFor(row.Invitation.Language, await book.InvitationPathAsync(campaign, row.Invitation, cancellation));

    static bool IsAlreadyDone(RequestFailedException failure) => failure.Status is 409 or 412;

    /// <summary>Names the message: an invitation's first address has no number of its own.</summary>
    internal static string Id(int place, int number) =>
        place == 0 ? FormattableString.Invariant($"invitation-{number:D4}") : FormattableString.Invariant($"invitation-{place}-{number:D4}");
}

/// <summary>What became of a reminder.</summary>
/// <param name="Messages">How many were reminded, earlier runs included.</param>
/// <param name="HeldUntil">When the first of those wakes for whom it is night; null: nobody waits.</param>
public sealed record Reminding(int Messages, DateTimeOffset? HeldUntil);
