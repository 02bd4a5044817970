using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Signatures;

public sealed partial class SignatureBook
{
    // --- the signatory's side (doors)

    /// <summary>Stores a pending signature and the mail with its link, in one transaction; for an address that has signed only a mail that says so.
    /// The caller cannot tell which. Nothing is stored when the campaign is not open.</summary>
    /// <remarks>An address gets at most one mail in two minutes (<see cref="Rates.PauseAfter"/>), and none after it said no.</remarks>
    public async Task RequestAsync(Campaign campaign, SignatureRequest request, CancellationToken cancellation = default)
    {
        if (campaign.Phase != Phase.Open || time.GetUtcNow() >= campaign.ClosesAt) return;
        var key = await keys.GetAsync(campaign.Id, cancellation);
        var id = IdOf(key, request.Email);
        var partition = ShardKeys.PartitionOf(campaign, id);
        await writers.WriteAsync(partition, new(id, false, 2, (_, row, now) =>
            BookDecisions.Request(row, Fresh(now), now, asked => MailFor(campaign, key, asked))), cancellation);

        BookRow Fresh(DateTimeOffset now) => new BookRow(partition, id)
        {
            Kind = request.Kind,
            Country = request.Country,
            Publication = request.Publication,
            Language = request.Language,
            State = SignatureState.Pending,
            TextHash = campaign.TextHash,
            RequestedAt = now,
            AskedAt = now,
        }.WithDetails(key, new(request.Organisation, request.Name, request.Role, request.Email));
    }

    /// <summary>What a link means now. Changes nothing.</summary>
    public async Task<SignLink> LookAsync(string token, CancellationToken cancellation = default)
    {
        if (await DoorAsync(token, cancellation) is not { } door) return BookDoor.Invalid;
        var header = BookHeader.ReadAsync(table, door.Partition, cancellation);
        var row = writers.ReadRowAsync(door.Partition, door.SignatureId, cancellation);
        return door.Link(await header, await row, time.GetUtcNow());
    }

    /// <summary>Confirms; <paramref name="reply"/> completes an invitation. Returns the link's meaning afterwards:
    /// <see cref="SignLinkState.Signed"/> the first and every further time, <see cref="SignLinkState.TooLate"/> when the fence was faster.
    /// Who withdrew, and an invited person who declined, may sign again while the campaign is open.</summary>
    public Task<SignLink> ConfirmAsync(string token, InvitationReply? reply, CancellationToken cancellation = default) =>
        ActAsync(token, door => (header, row, now) =>
            BookDecisions.Confirm(header, row, now, door.Invitation is not null, door.IsOver, before => door.Signed(before, reply, now)), cancellation);

    /// <summary>Whether the page behind this link asks for more than the button: an invitation's does.</summary>
    public static bool AsksForReply(string token) => !SignTokens.TryRead(token, out var read) || read.SignatureId is null;

    public Task<SignLink> WithdrawAsync(string token, CancellationToken cancellation = default) =>
        ActAsync(token, _ => (header, row, _) => BookDecisions.Withdraw(header, row), cancellation);

    /// <summary>The invited person, or the person whose address was used, says no.</summary>
    public Task<SignLink> DeclineAsync(string token, CancellationToken cancellation = default) =>
        ActAsync(token, door => (header, row, now) => BookDecisions.Decline(header, row, before => door.Declined(before, now)), cancellation);

    async Task<SignLink> ActAsync(
        string token, Func<BookDoor, Func<BookHeader?, BookRow?, DateTimeOffset, BookDecision>> decide, CancellationToken cancellation)
    {
        if (await DoorAsync(token, cancellation) is not { } door) return BookDoor.Invalid;
        var outcome = await writers.WriteAsync(door.Partition, new(door.SignatureId, true, 1, decide(door)), cancellation);
        return door.Link(outcome.Header, outcome.Decision.After, outcome.At);
    }

    /// <summary>Null when the link is not one of ours.</summary>
    async Task<BookDoor?> DoorAsync(string token, CancellationToken cancellation)
    {
        if (!SignTokens.TryRead(token, out var read)) return null;
        if (await keys.FindAsync(read.CampaignId, cancellation) is not { } key || !SignTokens.IsGenuine(key, token)) return null;
        var now = time.GetUtcNow(); // before the row is read: a deadline that has passed is not moved any more
        if (await campaigns.FindAsync(read.CampaignId, cancellation) is not { } campaign) return null;
        var isOver = campaign.Phase != Phase.Scheduled && Lifecycle.IsOver(campaign, now);
        if (read.SignatureId is { } id) return new(campaign, key, id, null, isOver);
        return await campaigns.InvitationAsync(campaign, read.Invitation, cancellation) is { } invitation
            ? new(campaign, key, IdOf(key, invitation.Email), invitation, isOver)
            : null;
    }

    TableTransactionAction MailFor(Campaign campaign, DataKey key, BookRow row)
    {
        var details = row.Details(key);
        var link = options.BaseUrl + Path(SignTokens.ForSignature(key, campaign.Id, row.Id));
        Message message = row.HasSigned
            ? new AlreadySigned(row.Language, campaign.Title, link)
            : new ConfirmSignature(row.Language, campaign.Title, details.Name,
                details.Organisation.Length > 0 ? details.Organisation : null, link, campaign.ClosesAt, campaign.TimeZone);
        return outbox.Add(key, row.Partition, $"{(row.HasSigned ? "signed" : "confirm")}-{row.Id}-{row.Mails}", details.Email, message, toHand: true);
    }
}
