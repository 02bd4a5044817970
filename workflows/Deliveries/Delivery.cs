using Campaigns.Letters;

namespace Campaigns.Deliveries;

/// <summary>What was to be sent.</summary>
public enum DeliveryKind
{
    /// <summary>To an office.</summary>
    Letter,
    /// <summary>To an office that has not answered.</summary>
    OfficeReminder,
    Invitation,
    /// <summary>To somebody invited, or somebody who has not confirmed.</summary>
    Reminder,
    /// <summary>With the link that confirms, or leads to the receipt.</summary>
    Confirmation,
    Update,
    /// <summary>A deadline was moved, or nothing is sent.</summary>
    Notice,
    /// <summary>To coordinators, reviewers and operators.</summary>
    Staff,
}

/// <summary>Where it stands, as far as anybody knows.</summary>
public enum DeliveryState
{
    /// <summary>Not handed to the mail service yet, or being handed over now.</summary>
    Waiting,
    /// <summary>The mail service took it.</summary>
    Accepted,
    /// <summary>The receiving side asks to come again; the mail service does.</summary>
    Deferred,
    Delivered,
    Bounced,
    /// <summary>The mail service did not take it.</summary>
    Refused,
    /// <summary>A letter that may or may not have left.</summary>
    Unknown,
    HandedOver,
    /// <summary>A letter that was skipped, a mail that was not to be sent any more.</summary>
    Withdrawn,
}

/// <summary>One letter or mail, without a word of what it says and to whom. Instants are UTC.</summary>
/// <param name="Attempt">Letters: the latest, from 1. Mails: how often the mail service was asked.</param>
public sealed record Delivery(DeliveryKey Key, DeliveryKind Kind, DeliveryState State, DateTimeOffset ChangedAt, int Attempt)
{
    /// <summary>Of the ledger; null for a mail.</summary>
    public LetterState? Letter { get; init; }
    /// <summary>Of a letter.</summary>
    public int Round { get; init; }
    /// <summary>Of the addressee, or of the invitation; 0 for none.</summary>
    public int Number { get; init; }
    /// <summary>Which address of the invitation, from 0.</summary>
    public int Place { get; init; }
    /// <summary>Of a mail that waits: when it is tried again, or given back by who holds it.</summary>
    public DateTimeOffset? NextAt { get; init; }
    /// <summary>What the mail service said of a mail; it names a field at most. Null: nothing.</summary>
    public string? Said { get; init; }

    /// <summary>Null for what belongs to none: sign-in links, alarms, drafts.</summary>
    public string? Campaign { get; init; }
}
