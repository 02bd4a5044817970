namespace Campaigns.Letters;

/// <summary>States of a ledger row. <c>LetterTransitions</c> holds which may follow which.</summary>
public enum LetterState { Claimed, Accepted, Delivered, Deferred, Bounced, Rejected, Unknown, Withdrawn, HandedOver }

/// <summary>One ledger row with its addressee, for the desk.</summary>
/// <param name="Reason">What the mail service said, or why a person acted; no personal data of signatories.</param>
public sealed record LetterRow(int Round, Addressee Addressee, LetterState? State, DateTimeOffset? ChangedAt, string? Reason, int Attempt)
{
    /// <summary>SHA-256 of the document that left; null without one.</summary>
    public string? PdfHash { get; init; }
    /// <summary>SHA-256 of the mail's plain text that left; null for letters of earlier versions.</summary>
    public string? WordsHash { get; init; }
    /// <summary>The mail service's own number of the message; null when it did not accept it, and after the purge.</summary>
    public string? MessageId { get; init; }
    /// <summary>When it was handed to the mail service, or to its addressee.</summary>
    public DateTimeOffset? SentAt { get; init; }
    /// <summary>Where this attempt went; null: to the addressee's first address.</summary>
    public string? OtherAddress { get; init; }
    /// <summary>One of <see cref="HandedOver.Ways"/>; null for a letter that went by mail.</summary>
    public string? Way { get; init; }
    /// <summary>The attempts before this one, the first first; empty in these rows themselves.</summary>
    public IReadOnlyList<LetterRow> Earlier { get; init; } = [];

    /// <summary>Where this attempt went by mail.</summary>
    public string SentTo => OtherAddress ?? Addressee.Email;
}

/// <summary>What the watchdog looks at.</summary>
/// <param name="Alternates">Letters whose address was refused for good, by that attempt.</param>
/// <param name="Returned">Letters, not reminders, that bounced or were refused, of <paramref name="Sent"/>.</param>
public sealed record LetterWatch(int Unknown, DateTimeOffset? Begun, IReadOnlyList<LetterKey> Alternates, int Returned, int Sent);

/// <summary>Letters of all rounds by what became of them. <see cref="Accepted"/> includes those delivered later.</summary>
public sealed record LetterCounts(int Total, int Accepted, int Delivered, int Bounced, int Failed)
{
    /// <summary>What left, those that came back, too: so many offices were written to.</summary>
    public int Sent => Accepted + Bounced;
}
