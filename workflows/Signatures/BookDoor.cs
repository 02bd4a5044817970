using Campaigns.Abuse;
using Campaigns.Checks;
using Campaigns.Storage;

namespace Campaigns.Signatures;

/// <summary>A genuine link: whose row it is about.</summary>
/// <param name="Window">Who could sign when the link was opened, whether or not the book was told: it hears of a moved
/// deadline and of an early close a moment after the campaign's row, and later when something fails in between.</param>
internal sealed record BookDoor(Campaign Campaign, DataKey Key, string SignatureId, Invitation? Invitation, SigningWindow Window)
{
    public static Invitees NobodyInvited { get; } = new([]);

    /// <summary>Whoever was invited, where that decides about vetting.</summary>
    public Invitees Invitees { get; init; } = NobodyInvited;

    /// <summary>The campaign's lists of mail domains, as they are now.</summary>
    public MailRules Rules { get; init; } = MailRules.None;

    public string Partition { get; } = ShardKeys.PartitionOf(Campaign, SignatureId);

    public SignLink Link(BookHeader? header, BookRow? row, DateTimeOffset now)
    {
        if (row is null && Invitation is null) return Invalid; // purged
        var state = BookDecisions.StateOf(Campaign, header, row, now, Window);
        if (state == SignLinkState.InVetting && IsHeldSilently(row!)) state = SignLinkState.Signed;
        return new(state, Campaign, row?.Open(Key), Invitation,
            BookDecisions.CanWithdraw(Campaign, header, row))
        {
            CanChange = BookDecisions.CanChange(Campaign, header, row),
        };
    }

    public static SignLink Invalid { get; } = new(SignLinkState.Invalid, null, null, null, false);

    /// <summary>The row as it is when this person confirms now.</summary>
    /// <param name="reply">What an invited person completed; without it the invitation's contact signs with the name withheld.</param>
    /// <param name="updates">Whether they want updates; null: what was typed into the form holds.</param>
    public BookRow? Signed(BookRow? row, InvitationReply? reply, bool? updates, DateTimeOffset now)
    {
        var confirmed = Invitation is { } invitation
            ? Answered(row, invitation, reply ?? new(invitation.Contact, "", Publication.NameWithheld), now)
            : row;
        if (confirmed is null) return null;
        var doubts = DoubtsOf(confirmed);
        return confirmed with
        {
            State = doubts != Doubts.None || Waits(confirmed) ? SignatureState.InVetting : SignatureState.Confirmed,
            Doubts = doubts,
            ConfirmedAt = now,
            TextHash = Campaign.TextHash,
            UpdatesAt = updates ?? confirmed.UpdatesAt is not null ? now : null,
        };
    }

    /// <summary>
    /// True for a signature that waits only because something about it was suspicious: whoever holds its link sees what those see whose
    /// signatures count, until the list is made.
    /// </summary>
    public bool IsHeldSilently(BookRow row) =>
        row is { State: SignatureState.InVetting, ErasedAt: null } && row.Doubts != Doubts.None && Campaign.FinalCount is null && !Waits(row);

    // The invitation's own mail has proven the address.
    Doubts DoubtsOf(BookRow row) => Invitation is not null ? Doubts.None
        : EmailAddress.TryParse(row.Details(Key).Email, out var address) ? Doubting.Of(Rules, address.Domain, row.Doubts) : row.Doubts;

    // Who comes through an invitation was invited, whatever address then signs.
    bool Waits(BookRow row) => Invitation is null
        ? Invitees.Waits(Campaign.Vetting, row.Details(Key))
        : Campaign.Vetting == VettingRule.Coordinator;

    /// <summary>The row as it is when this person says no. Of somebody whose address was misused nothing is kept
    /// but the row's name, a keyed hash: it keeps the address from being used again.</summary>
    public BookRow? Declined(BookRow? row, DateTimeOffset now)
    {
        if (Invitation is { } invitation)
            return Answered(row, invitation, new(invitation.Contact, "", Publication.NameWithheld), now) with { State = SignatureState.Declined };
        return (row is null ? null : row with { Country = "", State = SignatureState.Declined, UpdatesAt = null })?.WithDetails(Key, SignatoryDetails.Nobody);
    }

    public BookRow Published(BookRow row, PublicationWish choice) =>
        (row with { Publication = choice.Publication }).WithDetails(Key, row.Details(Key) with { Pseudonym = choice.Pseudonym });

    /// <summary>The row of an invited person who has not answered; null when there is no invitation.</summary>
    public BookRow? Unanswered(DateTimeOffset now) =>
        Invitation is null ? null : new BookRow(Partition, SignatureId) { RequestedAt = now, AskedAt = now, Invitation = Invitation.Number };

    BookRow Answered(BookRow? row, Invitation invitation, InvitationReply reply, DateTimeOffset now) =>
        ((row ?? new BookRow(Partition, SignatureId) { RequestedAt = now, AskedAt = now }) with
        {
            Kind = SignatoryKind.Organisation,
            Country = invitation.Country,
            Publication = reply.Publication,
            Language = invitation.Language,
            Invitation = invitation.Number,
        }).WithDetails(Key, new(invitation.Organisation, reply.Name, reply.Role, invitation.Email) { Pseudonym = reply.Pseudonym });
}
