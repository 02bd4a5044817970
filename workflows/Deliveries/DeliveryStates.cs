using Campaigns.Invitations;
using Campaigns.Letters;
using Campaigns.Mail;

namespace Campaigns.Deliveries;

/// <summary>What the states and kinds of ledger and outbox are called here. Pure.</summary>
public static class DeliveryStates
{
    /// <summary>What needs somebody first.</summary>
    public static readonly System.Collections.Immutable.ImmutableArray<DeliveryState> ByUrgency =
    [
        DeliveryState.Unknown, DeliveryState.Bounced, DeliveryState.Refused, DeliveryState.Waiting, DeliveryState.Deferred, DeliveryState.Accepted, DeliveryState.Delivered,
        DeliveryState.HandedOver, DeliveryState.Withdrawn,
    ];

    public static DeliveryState Of(LetterState state) => state switch
    {
        LetterState.Claimed => DeliveryState.Waiting,
        LetterState.Accepted => DeliveryState.Accepted,
        LetterState.Deferred => DeliveryState.Deferred,
        LetterState.Delivered => DeliveryState.Delivered,
        LetterState.Bounced => DeliveryState.Bounced,
        LetterState.Rejected => DeliveryState.Refused,
        LetterState.Unknown => DeliveryState.Unknown,
        LetterState.HandedOver => DeliveryState.HandedOver,
        LetterState.Withdrawn => DeliveryState.Withdrawn,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static DeliveryState Of(MailState state) => state switch
    {
        MailState.Waiting => DeliveryState.Waiting,
        MailState.Sent => DeliveryState.Accepted,
        MailState.Deferred or MailState.Blocked => DeliveryState.Deferred,
        MailState.Delivered => DeliveryState.Delivered,
        MailState.Refused => DeliveryState.Refused,
        MailState.Bounced => DeliveryState.Bounced,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <param name="written">As the outbox writes it into a row <c>mail|</c>.</param>
    public static DeliveryState OfMail(string? written) => written switch
    {
        "Sent" => DeliveryState.Accepted,
        "Rejected" => DeliveryState.Refused,
        _ => DeliveryState.Withdrawn,
    };

    /// <param name="message">Name of the message's type.</param>
    public static DeliveryKind KindOf(string? message) => message switch
    {
        nameof(InvitationToSign) => DeliveryKind.Invitation,
        nameof(ReminderToSign) or nameof(ReminderToConfirm) => DeliveryKind.Reminder,
        nameof(ConfirmSignature) or nameof(AlreadySigned) => DeliveryKind.Confirmation,
        nameof(UpdateToSignatory) => DeliveryKind.Update,
        nameof(DeadlineChanged) or nameof(CampaignCancelled) or nameof(CampaignNotSent) => DeliveryKind.Notice,
        _ => DeliveryKind.Staff,
    };
}
