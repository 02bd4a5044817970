using Azure.Data.Tables;
using Campaigns.Abuse;

namespace Campaigns.Signatures;

/// <summary>What may happen to a signature, as pure functions of header, row and time. The header is the last word on the window.</summary>
internal static class BookDecisions
{
    /// <summary>Somebody asks with this address. Always writes, so that the work tells a stranger nothing.</summary>
    /// <param name="fresh">A pending row with what was typed.</param>
    /// <param name="mail">Makes the outbox row for the row as it will be, which has the number <see cref="BookRow.Mails"/>; or one that is
    /// discarded unsent, so that the work is the same.</param>
    public static BookDecision Request(BookRow? row, BookRow fresh, DateTimeOffset now, Func<BookRow, bool, TableTransactionAction> mail)
    {
        var asked = (row?.State) switch
        {
            null => fresh,
            // What is suspicious changes nothing of what was asked for in good order: nobody can be held by somebody else's request.
            SignatureState.Pending or SignatureState.Withdrawn when fresh.Doubts != Doubts.None && row.Doubts == Doubts.None =>
                row with { State = SignatureState.Pending, ConfirmedAt = null, AskedAt = now },
            SignatureState.Pending or SignatureState.Withdrawn => fresh with
            {
                ETag = row.ETag,
                Invitation = row.Invitation,
                RequestedAt = row.RequestedAt,
                MailedAt = row.MailedAt,
                Mails = row.Mails,
                RemindedAt = row.RemindedAt,
                UpdatedThrough = row.UpdatedThrough,
                ToldMove = row.ToldMove,
                ToldClosesAt = row.ToldClosesAt,
                Doubts = fresh.Doubts | (row.Doubts & Doubts.ByHand),
                Marks = row.Marks,
            },
            _ => row with { AskedAt = now },
        };
        var silent = fresh.Doubts.HasFlag(Doubts.Blocked) || asked.State is SignatureState.Declined or SignatureState.Refused or SignatureState.Invalidated || asked.ErasedAt is not null || IsWithin(Rates.PauseAfter(asked.Mails), asked.MailedAt, now);
        return silent ? BookDecision.Write(asked, mail(asked, true)) : Mail(asked, now, mail);
    }

    /// <summary>Somebody asks to have the mail sent again. Always writes: a message that is discarded where
    /// there is none to send, as for an address that never asked.</summary>
    /// <param name="blocked">Nobody at the address's domain is written to.</param>
    public static BookDecision Resend(BookRow row, DateTimeOffset now, bool blocked, Func<BookRow, bool, TableTransactionAction> mail)
    {
        var hasOne = !blocked && row.ErasedAt is null && (row.State == SignatureState.Pending || row.HasSigned);
        return hasOne && !IsWithin(Rates.PauseAfter(row.Mails), row.MailedAt, now) ? Mail(row, now, mail) : BookDecision.Only(mail(row, true));
    }

    /// <summary>The row with one mail more, and the mail.</summary>
    public static BookDecision Mail(BookRow row, DateTimeOffset now, Func<BookRow, bool, TableTransactionAction> mail)
    {
        var mailed = row with { MailedAt = now, Mails = row.Mails + 1 };
        return BookDecision.Write(mailed, mail(mailed, false));
    }

    /// <summary>A moment that is yet to come was written by a clock that has been set back: it holds nobody up.</summary>
    static bool IsWithin(TimeSpan pause, DateTimeOffset? last, DateTimeOffset now) => last <= now && now - last < pause;

    /// <param name="signed">The row as it will be if it can be signed now; null when there is nothing behind the link.</param>
    /// <param name="window">What the campaign's own row said.</param>
    public static BookDecision Confirm(
        BookHeader? header, BookRow? row, DateTimeOffset now, bool invited, SigningWindow window, Func<BookRow?, BookRow?> signed)
    {
        if (row?.State is SignatureState.Confirmed or SignatureState.InVetting or SignatureState.Refused or SignatureState.Invalidated or SignatureState.Erased)
            return BookDecision.Keep(row);
        if (row?.State is SignatureState.Declined && !invited) return BookDecision.Keep(row); // "this was not me" holds
        if (!Takes(header, row, now, window)) return BookDecision.Refuse(row);
        return signed(row) is { } after ? BookDecision.Write(after) : BookDecision.Keep(row);
    }

    /// <summary>Campaign's row and book have to agree: what the stricter of them says. In the grace, only whoever had asked before the deadline.</summary>
    static bool Takes(BookHeader? header, BookRow? row, DateTimeOffset now, SigningWindow window)
    {
        var book = header?.WindowAt(now) ?? SigningWindow.Over;
        return (book > window ? book : window) switch
        {
            SigningWindow.Open => true,
            SigningWindow.Grace => row is { State: SignatureState.Pending } && row.RequestedAt < header!.ClosesAt,
            _ => false,
        };
    }

    /// <summary>Until the list is frozen, without a trace. Once the letters have left, the name leaves the list but not the count that
    /// they carried; in between it is too late and too early.</summary>
    public static BookDecision Withdraw(Campaign campaign, BookHeader? header, BookRow? row, DateTimeOffset now)
    {
        if (row?.LeftAt is not null) return BookDecision.Keep(row);
        if (header is { Frozen: true } && CanLeave(campaign, row)) return BookDecision.Write(WithoutUpdates(row!) with { LeftAt = now });
        return Change(header, row, signed => WithoutUpdates(signed) with { State = SignatureState.Withdrawn });
    }

    /// <summary>Whoever has signed chooses whether updates are mailed to them, at any time: it changes neither list nor count.</summary>
    public static BookDecision ChooseUpdates(BookRow? row, bool wanted, DateTimeOffset now)
    {
        if (!wanted) return StopUpdates(row, now);
        return row is { HasSigned: true, ErasedAt: null, LeftAt: null, UpdatesAt: null } ? BookDecision.Write(row with { UpdatesAt = now, UpdatesEndedAt = null }) : BookDecision.Keep(row);
    }

    public static BookDecision StopUpdates(BookRow? row, DateTimeOffset now) =>
        row?.UpdatesAt is null ? BookDecision.Keep(row) : BookDecision.Write(row with { UpdatesAt = null, UpdatesEndedAt = now });

    /// <summary>Whether this update is still to be written to them.</summary>
    public static bool IsFor(UpdateState update, BookRow? row) => GetsUpdates(row) && row!.UpdatesAt <= update.WrittenAt && row.UpdatedThrough < update.Number;

    public static bool GetsUpdates(BookRow? row) => row is { State: SignatureState.Confirmed, ErasedAt: null, LeftAt: null, UpdatesAt: not null };

    static BookRow WithoutUpdates(BookRow row) => row with { UpdatesAt = null };

    static bool CanLeave(Campaign campaign, BookRow? row) => campaign.Phase == Phase.Dispatched && row is { State: SignatureState.Confirmed, LeftAt: null, ErasedAt: null };

    /// <summary>Whoever has signed changes something about it, as long as the list is not frozen.</summary>
    public static BookDecision Change(BookHeader? header, BookRow? row, Func<BookRow, BookRow> changed)
    {
        if (row?.HasSigned != true) return BookDecision.Keep(row);
        return header is { Frozen: false } ? BookDecision.Write(changed(row)) : BookDecision.Refuse(row);
    }

    /// <param name="declined">The row as it will be.</param>
    public static BookDecision Decline(BookHeader? header, BookRow? row, Func<BookRow?, BookRow?> declined)
    {
        if (row is not null && row.State != SignatureState.Pending) return BookDecision.Keep(row);
        if (header is not { Frozen: false }) return BookDecision.Refuse(row);
        return declined(row) is { } after ? BookDecision.Write(after) : BookDecision.Keep(row);
    }

    public static BookDecision Vet(BookHeader? header, BookRow? row, bool accept)
    {
        if (row?.State != SignatureState.InVetting) return BookDecision.Keep(row);
        if (header is not { Frozen: false }) return BookDecision.Refuse(row);
        return BookDecision.Write(accept
            ? row with { State = SignatureState.Confirmed, Doubts = Doubts.None, Marks = [] }
            : row with { State = SignatureState.Refused });
    }

    /// <summary>Takes the person out. Before the list is frozen the signature goes with them; after that their line stays in the list and the
    /// count, without a name.</summary>
    public static BookDecision Erase(BookHeader? header, BookRow? row, DateTimeOffset now)
    {
        if (row is null or { ErasedAt: not null }) return BookDecision.Keep(row);
        return header is null ? BookDecision.Refuse(row) : BookDecision.Write(row.Erased(now, counts: header.Frozen && row.State == SignatureState.Confirmed));
    }

    /// <summary>Storage acknowledged this row and lost it: it stands again, as long as the list is not counted for good.</summary>
    /// <param name="isCounted">The campaign's row names count and list. A fence alone does not say so: it may have come after the loss.</param>
    public static BookDecision WriteBack(BookHeader? header, BookRow? row, BookRow acknowledged, bool isCounted)
    {
        if (row is not null && Stands(acknowledged, row.State, row.Publication, row.AskedAt)) return BookDecision.Keep(row);
        if (header is null || (header.Frozen && isCounted)) return BookDecision.Refuse(row);
        return BookDecision.Write(acknowledged with { ETag = row?.ETag ?? default });
    }

    /// <summary>Whether a stored row is what was acknowledged, or newer. Who asks for a link anew changes a row without a commit of the header.</summary>
    public static bool Stands(BookRow acknowledged, SignatureState state, Publication publication, DateTimeOffset askedAt) =>
        askedAt > acknowledged.AskedAt || (state == acknowledged.State && publication == acknowledged.Publication);

    /// <summary>Whether this person is to be told of a moved deadline: who waits to confirm or has signed, and knows another one.</summary>
    public static bool IsToBeTold(BookRow? row, DeadlineMove move) =>
        row is { ErasedAt: null } && (row.State == SignatureState.Pending || row.HasSigned) && !(row.ToldMove >= move.Number)
        && (row.ToldClosesAt ?? move.From) != move.To && !move.IsKnownTo(row.ConfirmedAt > row.MailedAt ? row.ConfirmedAt : row.MailedAt ?? row.ConfirmedAt);

    /// <summary>What a link means.</summary>
    /// <param name="window">Who could sign by the campaign's own row, whatever the header says.</param>
    public static SignLinkState StateOf(Campaign campaign, BookHeader? header, BookRow? row, DateTimeOffset now, SigningWindow window)
    {
        if (row?.ErasedAt is not null) return SignLinkState.Erased;
        if (campaign.Phase == Phase.Cancelled) return SignLinkState.Cancelled;
        return row?.State switch
        {
            SignatureState.Confirmed => row.LeftAt is null ? SignLinkState.Signed : SignLinkState.WithdrawnLate,
            SignatureState.InVetting => SignLinkState.InVetting,
            SignatureState.Withdrawn => SignLinkState.Withdrawn,
            SignatureState.Declined => SignLinkState.Declined,
            SignatureState.Refused => SignLinkState.Refused,
            SignatureState.Invalidated => SignLinkState.Invalidated,
            _ when Takes(header, row, now, window) => SignLinkState.Ready,
            _ when window != SigningWindow.Open => SignLinkState.TooLate,
            _ when campaign.Phase <= Phase.Open && header is not { ClosesAt: not null } and not { Closed: true } => SignLinkState.TooEarly,
            _ => SignLinkState.TooLate,
        };
    }

    public static bool CanWithdraw(Campaign campaign, BookHeader? header, BookRow? row) =>
        CanChange(campaign, header, row) || CanLeave(campaign, row);

    public static bool CanChange(Campaign campaign, BookHeader? header, BookRow? row) =>
        row?.HasSigned == true && header is { Frozen: false } && (campaign.Phase is Phase.Open or Phase.Closed or Phase.Approval);
}
