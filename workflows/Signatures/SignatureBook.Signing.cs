using Azure.Data.Tables;
using Campaigns.Abuse;
using Campaigns.Checks;
using Campaigns.Invitations;
using Campaigns.Mail;
using Campaigns.Storage;
using Campaigns.Telemetry;

namespace Campaigns.Signatures;

public sealed partial class SignatureBook
{
    // --- the signatory's side (doors)

    /// <summary>Stores a pending signature and the mail with its link, in one transaction; for an address that has signed only a mail that says so.
    /// The caller cannot tell which. Nothing is stored when the campaign is not open.</summary>
    /// <remarks>An address gets at most one mail in two minutes (<see cref="Rates.PauseAfter"/>), and none after it said no.</remarks>
    /// <param name="seen">What was suspicious about how the form came in; what lists say of the domain is added here.</param>
    public async Task RequestAsync(Campaign campaign, SignatureRequest request, Doubts seen = Doubts.None, CancellationToken cancellation = default)
    {
        if (campaign.Phase != Phase.Open || time.GetUtcNow() >= campaign.ClosesAt) return;
        var key = await keys.GetAsync(campaign.Id, cancellation);
        var id = IdOf(key, request.Email);
        using var span = Traces.OfSignature("signature.ask", campaign.Id, id);
        var partition = ShardKeys.PartitionOf(campaign, id);
        var doubts = Doubting.Of(MailRules.Of(campaign, key), DomainOf(request.Email), seen);
        await writers.WriteAsync(partition, new(id, false, 2, (_, row, now) =>
            BookDecisions.Request(row, Fresh(now), now, (asked, discard) => MailFor(campaign, key, asked, discard: discard))), cancellation);

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
            Doubts = doubts,
            UpdatesAt = request.Updates ? now : null,
        }.WithDetails(key, new(request.Organisation, request.Name, request.Role, request.Email) { Pseudonym = request.Pseudonym, Neutral = request.Neutral, Website = request.Website });
    }

    /// <summary>What a link means now. Changes nothing.</summary>
    public async Task<SignLink> LookAsync(string token, CancellationToken cancellation = default)
    {
        if (await DoorAsync(token, cancellation) is not { } door) return await NoDoorAsync(token, cancellation);
        var header = BookHeader.ReadAsync(table, door.Partition, cancellation);
        var row = writers.ReadRowAsync(door.Partition, door.SignatureId, cancellation);
        return door.Link(await header, await row, time.GetUtcNow());
    }

    /// <summary>Confirms; <paramref name="reply"/> completes an invitation. Returns the link's meaning afterwards:
    /// <see cref="SignLinkState.Signed"/> the first and every further time, <see cref="SignLinkState.TooLate"/> when the fence was faster.
    /// Who withdrew, and an invited person who declined, may sign again while the campaign is open.</summary>
    public Task<SignLink> ConfirmAsync(string token, InvitationReply? reply, CancellationToken cancellation = default) => ConfirmAsync(token, reply, null, cancellation);

    /// <param name="updates">Whether the person wants updates; null: what was chosen on the form.</param>
    public Task<SignLink> ConfirmAsync(string token, InvitationReply? reply, bool? updates, CancellationToken cancellation = default) =>
        ActAsync("signature.confirm", token, door => (header, row, now) =>
            BookDecisions.Confirm(header, row, now, door.Invitation is not null, door.Window, before => door.Signed(before, reply, updates, now)), cancellation);

    /// <summary>Whether the page behind this link asks for more than the button: an invitation's does.</summary>
    public static bool AsksForReply(string token) => !SignTokens.TryRead(token, out var read) || read.SignatureId is null;

    public Task<SignLink> WithdrawAsync(string token, CancellationToken cancellation = default) =>
        ActAsync("signature.withdraw", token, door => (header, row, now) => BookDecisions.Withdraw(door.Campaign, header, row, now), cancellation);

    /// <summary>Changes who may see the name, until the list is frozen; then nothing changes (<see cref="SignLink.CanChange"/> is false).</summary>
    public Task<SignLink> PublishAsync(string token, PublicationWish choice, CancellationToken cancellation = default) =>
        ActAsync("signature.publish", token, door => (header, row, _) => BookDecisions.Change(header, row, signed => door.Published(signed, choice)), cancellation);

    /// <summary>The invited person, or the person whose address was used, says no.</summary>
    public Task<SignLink> DeclineAsync(string token, CancellationToken cancellation = default) =>
        ActAsync("signature.decline", token, door => (header, row, now) => BookDecisions.Decline(header, row, before => door.Declined(before, now)), cancellation);

    async Task<SignLink> ActAsync(
        string name, string token, Func<BookDoor, Func<BookHeader?, BookRow?, DateTimeOffset, BookDecision>> decide, CancellationToken cancellation)
    {
        if (await DoorAsync(token, cancellation) is not { } door) return await NoDoorAsync(token, cancellation);
        using var span = Traces.OfSignature(name, door.Campaign.Id, door.SignatureId);
        var outcome = await writers.WriteAsync(door.Partition, new(door.SignatureId, true, 1, decide(door)), cancellation);
        return door.Link(outcome.Header, outcome.Decision.After, outcome.At);
    }

    /// <summary>Null when the link is not one of ours, or leads nowhere any more.</summary>
    internal async Task<BookDoor?> DoorAsync(string token, CancellationToken cancellation)
    {
        if (!SignTokens.TryRead(token, out var read)) return null;
        if (await keys.FindAsync(read.CampaignId, cancellation) is not { } key || !SignTokens.IsGenuine(key, token)) return null;
        var now = time.GetUtcNow(); // before the row is read: whoever comes before the deadline is in time, whatever happens to it
        if (await campaigns.FindAsync(read.CampaignId, cancellation) is not { Phase: not Phase.Archived } campaign) return null;
        var window = campaign.Phase == Phase.Scheduled ? SigningWindow.Open : Plan.WindowAt(campaign, now); // the book has the last word
        if (read.SignatureId is { } id)
            return new(campaign, key, id, null, window) { Invitees = await InviteesAsync(campaign, cancellation), Rules = MailRules.Of(campaign, key) };
        return await campaigns.InvitationAsync(campaign, read.Invitation, cancellation) is { IsErased: false } invited && invited.At(read.Place) is { } invitation
            ? new(campaign, key, IdOf(key, invitation.Email), invitation, window)
            : null;
    }

    /// <summary>Read only where they decide about vetting. They are fixed at launch, so a process reads them once.</summary>
    async Task<Invitees> InviteesAsync(Campaign campaign, CancellationToken cancellation)
    {
        if (campaign.Vetting != VettingRule.Uninvited) return BookDoor.NobodyInvited;
        if (invitees.TryGetValue(campaign.Id, out var known)) return known;
        if (invitees.Count >= InviteesKept) invitees.Clear();
        return invitees[campaign.Id] = new(await campaigns.InvitationsAsync(campaign, cancellation));
    }

    static string DomainOf(string email) => EmailAddress.TryParse(email, out var address) ? address.Domain : "";

    static bool IsBlocked(MailRules rules, string email) => rules.For(DomainOf(email)) == MailRule.Block;

    /// <param name="discard">A message of the same size that is never sent.</param>
    TableTransactionAction MailFor(Campaign campaign, DataKey key, BookRow row, bool isReminder = false, bool discard = false)
    {
        var details = row.Details(key);
        var link = options.LinkFor(row.Language, Path(SignTokens.ForSignature(key, campaign.Id, row.Id)));
        var organisation = details.Organisation.Length > 0 ? details.Organisation : null;
        var title = campaign.TitleIn(row.Language);
        MessageToSignatory message = row.HasSigned ? new AlreadySigned(row.Language, title, link)
            : isReminder ? new ReminderToConfirm(row.Language, title, details.Name, organisation, link, campaign.ClosesAt, campaign.TimeZone) { GraceUntil = campaign.GraceUntil }
            : new ConfirmSignature(row.Language, title, details.Name, organisation, link, campaign.ClosesAt, campaign.TimeZone) { GraceUntil = campaign.GraceUntil };
        message = message with { Code = CodeOf(SignCodes.ForSignature(key, row.Id)), Neutral = campaign.NeutralMail || details.Neutral, ReaderZone = PersonZone.OfCountry(row.Country)?.Id };
        if (discard) return outbox.Add(key, row.Partition, $"none-{row.Id}-{Base32.Random(10)}", details.Email, message, discard: true, toHand: true);
        return outbox.Add(key, row.Partition, $"{(row.HasSigned ? "signed" : "confirm")}-{row.Id}-{row.Mails}", details.Email, message, toHand: true);
    }
}
