using Campaigns.Abuse;
using Campaigns.Checks;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Pages.Charts;
using Campaigns.Invitations;
using Campaigns.Letters;
using Campaigns.Signatures;
using Campaigns.Webhooks;

namespace Campaigns.Functions.Coordinators;

/// <summary>One campaign as its coordinator sees it.</summary>
public sealed record DeskView(Staff Staff, DeskFacts Facts, Func<string, FormState> NewForm) : IView<DeskPage>
{
    /// <summary>The action whose form was posted and refused, with what was typed; null on an ordinary look.</summary>
    public (string Action, FormState Form)? Posted { get; init; }
    /// <summary>Why the action was not carried out: the resource <c>Refusal_{Refusal}</c>.</summary>
    public string? Refusal { get; init; }

    /// <summary>Only the invitations that stand so are listed; null: all.</summary>
    public InvitationStanding? Standing { get; init; }

    public Campaign Campaign => Facts.Campaign;

    public FormState Form(string action) => Posted is var (posted, form) && posted == action ? form : NewForm(action);

    public bool IsPosted(string action) => Posted?.Action == action;
}

/// <summary>All that the desk knows about a campaign at <paramref name="Now"/>.</summary>
public sealed record DeskFacts(
    Campaign Campaign, DateTimeOffset Now, Count Count, BookProgress Progress, IReadOnlyList<Signature> Signatures, IReadOnlyList<InvitationStatus> Invitations,
    IReadOnlyList<LetterRow> Letters, LetterCounts LetterCounts, IReadOnlyList<JournalEntry> Journal)
{
    public IReadOnlyList<Signature> ToVet { get; } = Campaign.FinalCount is null && Campaign.Phase != Phase.Cancelled
        ? [.. Signatures.Where(signature => signature.State == SignatureState.InVetting)] : [];

    /// <summary>The next reminder by plan; null: none is to come.</summary>
    public ReminderPreview? NextReminder { get; init; }

    /// <summary>What "remind now" would send; null: nothing.</summary>
    public ReminderPreview? ReminderNow { get; init; }

    /// <summary>The lists of mail domains.</summary>
    public MailRules MailRules { get; init; } = MailRules.None;

    /// <summary>The reminders that offices got.</summary>
    public IReadOnlyList<LetterRow> FollowUps { get; init; } = [];

    /// <summary>Numbers of the addressees that have answered.</summary>
    public IReadOnlySet<int> Replied { get; init; } = new HashSet<int>();

    /// <summary>How many replies came by mail and wait to be looked at, by addressee.</summary>
    public IReadOnlyDictionary<int, int> Incoming { get; init; } = new Dictionary<int, int>();

    /// <summary>Where a second person approves; null: one is enough, or the data was purged.</summary>
    public SecondFacts? Second { get; init; }

    /// <summary>The program that is told of what happens here; null: none.</summary>
    public WebhookFacts? Webhook { get; init; }

    /// <summary>The letters by round: that at the close, and those before it that have begun.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<LetterRow>> Boards { get; init; } = new Dictionary<int, IReadOnlyList<LetterRow>>();

    public IEnumerable<LetterRow> AllLetters => Boards.Values.SelectMany(board => board);

    public IReadOnlyList<LetterRow> ToSendAgain => [.. AllLetters.Where(letter => letter.State is { } state && LetterTransitions.MayResend(state))];

    public ProgressView Charts => new(Campaign, Now, Count, Progress);

    /// <summary>Withdrawn since the letters left, and the addressees not told.</summary>
    public IReadOnlyList<Signature> Owed { get; } = Addendum.Owed(Signatures, Journal);

    /// <summary>How a signatory's address stands to the organisation.</summary>
    public Standing StandingOf(Signature signature) => invitees.StandingOf(signature.Details);

    readonly Invitees invitees = new(Invitations.Select(one => one.Invitation));

    /// <summary>Whom a reminder would go to; also whom to ring up.</summary>
    public IReadOnlyList<InvitationStatus> Silent { get; } = [.. Invitations.Where(one => one.IsSilent)];

    /// <summary>How many invitations stand how; without those that none does.</summary>
    public IReadOnlyList<(InvitationStanding Standing, int Count)> Standings { get; } =
        [.. Invitations.CountBy(one => one.Standing).OrderBy(one => one.Key).Select(one => (one.Key, one.Value))];

    /// <summary>What the letters depend on, with what stands now; null: nothing, or not any more.</summary>
    public ConditionBoard? Conditions { get; init; }

    /// <summary>How many get a mail if the deadline is moved now.</summary>
    public int ToTellOfADeadline => DeadlineAudience.Count(Campaign, Invitations, Signatures);

    public int Answered => Invitations.Count(invitation => invitation.Answer is not null);

    /// <summary>How many get updates by mail.</summary>
    public int WantUpdates => Signatures.Count(signature => signature is { State: SignatureState.Confirmed, UpdatesAt: not null });

    /// <summary>The letters have left, and nobody has told those who asked to be told.</summary>
    public bool OwesReport => WantUpdates > 0 && Campaign.Phase == Phase.Dispatched && !(Campaign.Update?.WrittenAt >= Campaign.DispatchedAt);

    /// <summary>Whether signing is over or cannot be prolonged any more.</summary>
    public bool MayMoveDeadline => Campaign.Phase == Phase.Scheduled || Campaign.TakesSignatures(Now);

    public bool MayCancel => Campaign.Phase is Phase.Scheduled or Phase.Open or Phase.Closed or Phase.Approval;
}

/// <summary>Who asked for the letters, who approved them, and who could. Addresses.</summary>
/// <param name="AskedBy">Null as long as nobody has asked.</param>
/// <param name="WaitingFor">Those who could approve what was asked for, or would be asked.</param>
/// <param name="Letters">The mark of the letters as they are now.</param>
public sealed record SecondFacts(ApprovalRequest? Request, string? AskedBy, string? ApprovedBy, IReadOnlyList<string> WaitingFor, string Letters, bool IsLate)
{
    /// <summary>Whether this person asked.</summary>
    public bool IsOf(string? email) => AskedBy is not null && EmailAddress.TryParse(email, out var one) && EmailAddress.TryParse(AskedBy, out var asker) && one.Key == asker.Key;

    /// <summary>Whether this person could approve now.</summary>
    public bool MayBe(string? email) => EmailAddress.TryParse(email, out var one) && WaitingFor.Any(other => EmailAddress.TryParse(other, out var known) && known.Key == one.Key);
}

/// <summary>A webhook with the secret that its receiver checks signatures with, and the latest attempts, newest first.</summary>
public sealed record WebhookFacts(Webhook Webhook, string Secret, IReadOnlyList<WebhookAttempt> Log);

/// <summary>The campaigns on one desk.</summary>
public sealed record DeskListView(Staff Staff, DateTimeOffset Now, IReadOnlyList<DeskEntry> Active, IReadOnlyList<DeskEntry> Past) : IView<DeskListPage>;

public sealed record DeskEntry(Campaign Campaign, Count Count);
