using System.Collections.Immutable;
using Campaigns.Signatures;

namespace Campaigns.Invitations;

/// <summary>One invitation and what came of it, for the desk.</summary>
/// <param name="InvitedAt">When the mail was written; null before.</param>
/// <param name="Reminded">How many reminders were written to this person.</param>
/// <param name="Answer">Null: none yet. Also when the person signed through the public form.</param>
public sealed record InvitationStatus(
    Invitation Invitation, DateTimeOffset? InvitedAt, int Reminded, DateTimeOffset? LastRemindedAt, SignatureState? Answer)
{
    /// <summary>Numbers of the reminders that this person has had.</summary>
    public ImmutableArray<int> Reminders { get; init; } = [];

    /// <summary>The addresses that were written to, the present one last.</summary>
    public ImmutableArray<AddressMail> Mails { get; init; } = [];

    public AddressMail Mail => Mails is [.., var last] ? last : new(Invitation.Email, MailState.Waiting, null, null);

    /// <summary>Where it stands, as one word.</summary>
    public InvitationStanding Standing => Answer switch
    {
        SignatureState.Confirmed or SignatureState.InVetting => InvitationStanding.Confirmed,
        SignatureState.Declined => InvitationStanding.Declined,
        not null => InvitationStanding.Other,
        null => Mail.State switch
        {
            MailState.Waiting => InvitationStanding.Waiting,
            MailState.Sent => InvitationStanding.Sent,
            MailState.Deferred or MailState.Blocked => InvitationStanding.Deferred,
            MailState.Delivered => InvitationStanding.Delivered,
            _ => InvitationStanding.Bounced,
        },
    };

    /// <summary>Invited, and nothing heard.</summary>
    public bool IsSilent => InvitedAt is not null && Answer is null;
}

/// <summary>What became of the mails to one address.</summary>
/// <param name="ToldAt">When the mail service last told something new.</param>
/// <param name="Reason">In the receiving system's words; null: none.</param>
public sealed record AddressMail(string Email, MailState State, DateTimeOffset? ToldAt, string? Reason);

/// <summary>An invitation by its answer, or while there is none by its mail.</summary>
public enum InvitationStanding
{
    Waiting,
    Sent,
    /// <summary>The receiving system has not taken the mail yet.</summary>
    Deferred,
    Delivered,
    /// <summary>No address takes the mail.</summary>
    Bounced,
    /// <summary>Signed, whether or not the coordinator has yet to accept it.</summary>
    Confirmed,
    Declined,
    /// <summary>Withdrawn, refused, removed.</summary>
    Other,
}
