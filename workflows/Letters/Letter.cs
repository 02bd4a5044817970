namespace Campaigns.Letters;

/// <summary>States of a ledger row. <c>LetterTransitions</c> holds which may follow which.</summary>
public enum LetterState { Claimed, Accepted, Delivered, Deferred, Bounced, Rejected, Unknown, Withdrawn }

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
    /// <summary>When it was handed to the mail service.</summary>
    public DateTimeOffset? SentAt { get; init; }
}

/// <summary>Letters of all rounds by what became of them. <see cref="Accepted"/> includes those delivered later.</summary>
public sealed record LetterCounts(int Total, int Accepted, int Delivered, int Bounced, int Failed);
