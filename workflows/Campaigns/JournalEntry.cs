using System.Globalization;

namespace Campaigns;

/// <summary>One thing that happened. Said in the reader's language from the resource <c>Journal_{What}</c>.</summary>
/// <remarks>
/// <see cref="What"/> with its arguments: Launched (addressees, invitations), OpenRequested, Opened (closes at), OpenedForGood (no deadline), Invited (messages),
/// Reminded (number, messages), ReminderSkipped (number), DeadlineMoved (from, to), DeadlineSet (to; there was none), DeadlineTold (messages), CloseRequested, Closed, InviteRequested (invitations), RemindRequested,
/// TargetReached (organisations, countries, individuals),
/// DeadlineExtended (from, to; because a condition was missed), NotSent (organisations, countries, individuals), ApprovalAsked (organisations, countries, individuals), ApprovedByRule (the same), Approved, SecondAsked (letters, organisations, countries, individuals), SecondAskedByRule (organisations, countries, individuals),
/// SecondApproved, SecondRefused, SecondTakenBack, ApproversReminded (number, messages), DispatchBegun (the same),
/// Dispatched, Reported, UpdateWritten (number), UpdateSent (number, people), Cancelled, CancellationTold, PurgeOrdered (one of <see cref="PurgeRecord.Reasons"/>), PurgeBegun,
/// Purged (signatures left, hash of the certificate); at the desk SignatureAccepted, SignatureRefused, LetterSentAgain, LetterReaddressed, LetterHandedOver, LetterPosted (each: round, addressee), AlternateTried (round, addressee, attempt), MailRulesChanged (allowed, held, blocked domains),
/// BulkHeld, BulkInvalidated, BulkReleased, BulkUndone (each: signatures, the first digits of the batch's id);
/// by operators Suspended, Resumed, Retried, LettersLeft (letters), MailTriedNow (mails), InvitedAgain (invitation), Copied, Restored (when the copy was made), Released, ReleasedWithoutLetters; by the watchdog AlarmRaised and AlarmMended (as in Alarms.Trouble.Arguments). By the reconciler SignaturesRestored (signatures),
/// SignaturesGone (signatures), CountMended, CountDiffers (organisations, countries, individuals as sent, the same of the rows), LettersGone (letters),
/// DecisionsGone (decisions). Rooms that add kinds of their own document them where they write them.
/// </remarks>
/// <param name="Actor">coordinator, script, operator or campaign (by itself).</param>
/// <param name="Arguments">Numbers and instants (ISO 8601, UTC) for the sentence; never personal data.</param>
public sealed record JournalEntry(DateTimeOffset At, string Actor, string What, IReadOnlyList<string> Arguments)
{
    /// <summary>The <see cref="Actor"/> of what happens without a person.</summary>
    public const string ByItself = "campaign";

    /// <summary>What a person added in their own words (the reason of a cancellation), for the desk only; stored sealed.</summary>
    public string? Note { get; init; }

    /// <param name="arguments">Numbers and <see cref="DateTimeOffset"/>s.</param>
    public static JournalEntry Of(DateTimeOffset at, string actor, string what, params object[] arguments) =>
        new(at, actor, what, [.. arguments.Select(Text)]);

    static string Text(object argument) => argument is DateTimeOffset instant
        ? instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)
        : Convert.ToString(argument, CultureInfo.InvariantCulture)!;
}
