using Campaigns.Mail;

namespace Campaigns.Invitations;

/// <summary>What became of the mails to an address. A later name wins over an earlier one, whatever the order in which they are told: so
/// events that come twice or late change nothing.</summary>
public enum MailState
{
    /// <summary>Not handed to the mail service yet.</summary>
    Waiting,
    Sent,
    /// <summary>The receiving system asks to come again later; the mail service does.</summary>
    Deferred,
    /// <summary>The receiving system did not take it this time. The address may be good.</summary>
    Blocked,
    Delivered,
    /// <summary>The mail service refused to send to this address.</summary>
    Refused,
    /// <summary>There is no such mailbox any more, or the mail service knows that it takes nothing.</summary>
    Bounced,
}

/// <summary>Pure.</summary>
public static class MailStates
{
    /// <summary>Null: the event says nothing of delivery.</summary>
    public static MailState? Of(MailEvent one) => one.Name switch
    {
        "processed" => MailState.Sent,
        "deferred" => MailState.Deferred,
        "delivered" => MailState.Delivered,
        "bounce" when one.IsBlocked => MailState.Blocked,
        "bounce" or "dropped" => MailState.Bounced,
        _ => null,
    };

    /// <param name="written">As the outbox writes it into a row <c>mail|</c>.</param>
    public static MailState OfWritten(string? written) => written == "Rejected" ? MailState.Refused : MailState.Sent;

    public static MailState After(MailState before, MailState told) => told > before ? told : before;
}
