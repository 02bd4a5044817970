using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Campaigns.Backup;
using Campaigns.Signatures;

namespace Campaigns;

/// <summary>Where a campaign stands in its life. Names appear in lower case in addresses and JSON.</summary>
public enum Phase { Scheduled, Open, Closed, Approval, Dispatching, Dispatched, Cancelled, Archived }

/// <summary>Who may sign.</summary>
public enum SignatoryRule { Organisations, Individuals, Both }

/// <summary>Whether the coordinator accepts each signature before it counts.</summary>
public enum VettingRule
{
    None,
    Coordinator,
    /// <summary>Only for those who were not invited, unless their address is at the domain of an invited organisation.</summary>
    Uninvited,
}

/// <summary>When a person has to approve before letters leave.</summary>
public enum ApprovalRule { Automatic, Always, BelowThreshold }

/// <summary>
/// The state of one campaign as its row holds it: what was chosen at launch and which steps are done.
/// Instants are UTC; <see cref="TimeZone"/> (IANA) is the zone they are shown in. No personal data.
/// </summary>
public sealed record Campaign
{
    /// <summary>16 characters of lower-case base32, also the orchestration's instance id.</summary>
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required Phase Phase { get; init; }
    /// <summary>BCP 47 tag of the authoritative text.</summary>
    public required string Language { get; init; }
    /// <summary>All languages of the statement, the authoritative one first.</summary>
    public required ImmutableArray<string> Languages { get; init; }
    /// <summary>The title in other languages of the statement than the authoritative one; null for none.</summary>
    public ImmutableSortedDictionary<string, string>? Titles { get; init; }
    /// <summary>By language, who approved that version, in words that were given to be published: organisations, not people. Null for none, and from the purge on.</summary>
    public ImmutableSortedDictionary<string, string>? ApprovedBy { get; init; }
    /// <summary>SHA-256 (hex, lower case) over the canonical form of all texts and the addressee list.</summary>
    public required string TextHash { get; init; }
    public required string TimeZone { get; init; }
    public required DateTimeOffset OpensAt { get; init; }
    /// <summary>ISO 8601 duration counted from the opening, or null when <see cref="ClosesAt"/> was given, or nothing.</summary>
    public string? Window { get; init; }
    /// <summary>The deadline. Before the opening it is what it will be if the campaign opens on time. Null: there is none, and a person
    /// or the target closes it.</summary>
    public required DateTimeOffset? ClosesAt { get; init; }
    /// <summary>For so long after the deadline whoever had asked before it may confirm: mail may have been on its way. Null: not at all.</summary>
    public TimeSpan? Grace { get; init; }
    public required SignatoryRule Signatories { get; init; }
    /// <summary>What the forms to sign propose.</summary>
    public Publication DefaultPublication { get; init; } = Publication.Public;
    /// <summary>What may be chosen; empty: everything.</summary>
    public ImmutableArray<Publication> Publications { get; init; } = [];
    /// <summary>Whether the mail to signatories names nothing: for campaigns whose people's mail is read by others.</summary>
    public bool NeutralMail { get; init; }
    /// <summary>Whether reminders go out by night, too.</summary>
    public bool Urgent { get; init; }
    /// <summary>Sealed: <see cref="Abuse.MailRules"/>; null for none, and from the purge on.</summary>
    public string? MailRules { get; init; }
    public required VettingRule Vetting { get; init; }
    public required ApprovalRule Approval { get; init; }
    /// <summary>Nothing leaves before another coordinator than who asks has approved.</summary>
    public bool SecondApproval { get; init; }
    /// <summary>Where a second person approves: who launched it, and so asks when the campaign asks by itself. Null from the purge on.</summary>
    public DeskPerson? LaunchedBy { get; init; }
    /// <summary>Tag of the language in which coordinators get mail; null: that of the statement.</summary>
    public string? CoordinatorLanguage { get; init; }
    public int? MinimumSignatures { get; init; }
    public int? MinimumCountries { get; init; }
    /// <summary>So many invited organisations may decline; null: any number.</summary>
    public int? MaximumObjections { get; init; }
    /// <summary>How many organisations were named that have to sign; which, is sealed in rows of their own.</summary>
    public int MustSigns { get; init; }
    public MissedRule WhenMissed { get; init; }
    /// <summary>ISO 8601 duration, with <see cref="MissedRule.Extend"/>; otherwise null.</summary>
    public string? ExtendBy { get; init; }
    /// <summary>So many signatures close the campaign before its deadline; null: only the deadline does.</summary>
    public int? Target { get; init; }
    public DateTimeOffset? EmbargoUntil { get; init; }
    /// <summary>Whether the reviewers of its draft see the list while the embargo lasts.</summary>
    public bool EmbargoExceptReviewers { get; init; }
    /// <summary>Rounds of letters before the one at the close; a number stays what it is.</summary>
    public ImmutableArray<RoundPlan> Rounds { get; init; } = [];
    public required ImmutableArray<ReminderPlan> Reminders { get; init; }
    public required int Addressees { get; init; }
    public required int Invitations { get; init; }
    /// <summary>How many shards the signature book of this campaign has; fixed at launch.</summary>
    public required int Shards { get; init; }
    public required DateTimeOffset LaunchedAt { get; init; }

    /// <summary>When the window began. Set a moment before the phase says open, while the book is being made.</summary>
    public DateTimeOffset? OpenedAt { get; init; }
    /// <summary>When a person last moved the deadline.</summary>
    public DateTimeOffset? DeadlineMovedAt { get; init; }
    /// <summary>The last time that the deadline was moved while people could sign; null: it never was.</summary>
    public DeadlineMove? Move { get; init; }
    /// <summary>The deadline that the signature book was last told; another than <see cref="ClosesAt"/> is still to be told.</summary>
    public DateTimeOffset? BookClosesAt { get; init; }
    public DateTimeOffset? InvitedAt { get; init; }
    /// <summary>When a person last added invitations.</summary>
    public DateTimeOffset? InviteRequestedAt { get; init; }
    /// <summary>How often that was.</summary>
    public int InviteRounds { get; init; }
    /// <summary>When it was decided whether the deadline is put off.</summary>
    public DateTimeOffset? ExtensionDecidedAt { get; init; }
    /// <summary>The deadline that was put off because a condition was missed; null: none was.</summary>
    public DateTimeOffset? ExtendedFrom { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    /// <summary>Set when the coordinator asked to close before the deadline.</summary>
    public DateTimeOffset? CloseRequestedAt { get; init; }
    /// <summary>Set when the letters were held for a person's approval.</summary>
    public DateTimeOffset? ApprovalAskedAt { get; init; }
    /// <summary>How often a second person was asked.</summary>
    public int ApprovalRequests { get; init; }
    /// <summary>What the second person was asked, or has approved; null: nothing, or it was refused or taken back, or the data was purged.</summary>
    public ApprovalRequest? ApprovalRequest { get; init; }
    /// <summary>When a person, or the approval rule, let the letters go. They leave then, or at the end of the embargo.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }
    /// <summary>When the list was frozen and the letters began to leave.</summary>
    public DateTimeOffset? DispatchBegunAt { get; init; }
    /// <summary>What the book counted when it was frozen for the letters.</summary>
    public Count? FinalCount { get; init; }
    /// <summary>The fingerprint of the list that was frozen for the letters; null before, and for campaigns of earlier versions.</summary>
    public ListSeal? List { get; init; }
    public DateTimeOffset? DispatchedAt { get; init; }
    public DateTimeOffset? ReportedAt { get; init; }
    /// <summary>When offices that have not answered are reminded.</summary>
    public ImmutableArray<FollowUpPlan> FollowUps { get; init; } = [];
    /// <summary>The newest update to signatories; null as long as none was written.</summary>
    public UpdateState? Update { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }
    /// <summary>When it ended without letters because a condition was missed; it is a cancelled one then.</summary>
    public DateTimeOffset? NotSentAt { get; init; }
    /// <summary>When those who had signed were told of the cancellation.</summary>
    public DateTimeOffset? CancellationToldAt { get; init; }
    /// <summary>Id of the network whose coordinators run it; null: those of the settings.</summary>
    public string? Network { get; init; }
    /// <summary>How long personal data is kept after the end, an ISO 8601 duration; null for the <see cref="Campaigns.Retention.Default"/>.</summary>
    public string? Retention { get; init; }
    /// <summary>Null as long as nobody, and no date, has ordered that the personal data be destroyed.</summary>
    public PurgeRecord? Purge { get; init; }
    /// <summary>Null unless it came back from a copy.</summary>
    public RestoreRecord? Restored { get; init; }
    /// <summary>How many decisions changed it; puts journal entries of one instant in order.</summary>
    public int Changes { get; init; }
    /// <summary>Last failed attempt of the next step, in words without personal data; null when it went well.</summary>
    public string? LastError { get; init; }
    /// <summary>How many attempts of the next step failed one after the other.</summary>
    public int Failures { get; init; }

    /// <summary>The round as which <see cref="AsOf"/> shows the campaign.</summary>
    [JsonIgnore]
    public int InRound { get; init; } = Plan.FirstRound;

    /// <summary>The campaign as the letters of a round saw it: its list, count and moment are that round's. As it is for every other round, and one that has not begun.</summary>
    public Campaign AsOf(int round) => Campaigns.Rounds.Find(this, round) is not { BegunAt: { } begun } plan ? this
        : this with { InRound = round, DispatchBegunAt = begun, DispatchedAt = plan.SentAt, FinalCount = plan.Count, List = plan.List };

    /// <summary>The language of mail to coordinators: the one in which it was launched, else that of the statement.</summary>
    [JsonIgnore]
    public string DeskLanguage => CoordinatorLanguage ?? Language;

    /// <summary>The title as readers of this language see it.</summary>
    public string TitleIn(string language) => Titles?.GetValueOrDefault(language) ?? Title;

    /// <summary>The language of <see cref="TitleIn"/>.</summary>
    public string TitleLanguage(string language) => Titles?.ContainsKey(language) == true ? language : Language;

    /// <summary>The end of the grace; null when there is none.</summary>
    [JsonIgnore]
    public DateTimeOffset? GraceUntil => ClosesAt + Grace;

    /// <summary>Whether mails of the newest update are still being written.</summary>
    [JsonIgnore]
    public bool IsUpdating => Update is { SentAt: null } && Purge is null;

    /// <summary>It came back from a copy, and does nothing by itself until an operator releases it.</summary>
    [JsonIgnore]
    public bool IsHeld => Restored is { ReleasedAt: null };

    /// <summary>While true, the public sees neither the text nor the names.</summary>
    public bool IsUnderEmbargo(DateTimeOffset now) => EmbargoUntil > now;

    /// <summary>Whether a name can be put under the statement now. The book's fence has the last word.</summary>
    public bool TakesSignatures(DateTimeOffset now) => Phase == Phase.Open && CloseRequestedAt is null && !(now >= ClosesAt);
}

/// <summary>One reminder: as chosen (<c>50%</c>, <c>PT1H</c>), when it is due, when it was sent to the last.</summary>
/// <param name="SkippedAt">When it was passed over: the window had closed, or a later reminder was due as well.</param>
public sealed record ReminderPlan(string Chosen, DateTimeOffset DueAt, DateTimeOffset? SentAt, DateTimeOffset? SkippedAt = null)
{
    /// <summary>What stands as <see cref="Chosen"/> where the coordinator asked for it at the desk.</summary>
    public const string Now = "now";

    /// <summary>When it goes to those for whom it was night; null: nobody waits for it.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>When it is due next.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public DateTimeOffset NextAt => HeldUntil ?? DueAt;

    public bool IsDone => SentAt is not null || SkippedAt is not null;
}

/// <summary>What a frozen list of signatories is proven by.</summary>
/// <param name="Root">Of its hash tree (<c>docs/verify/README.md</c>): 64 hexadecimal digits in lower case.</param>
/// <param name="Size">How many lines the list has.</param>
public sealed record ListSeal(string Root, int Size);

/// <summary>Confirmed (and, where vetting is chosen, accepted) signatures.</summary>
/// <param name="Organisations">Distinct organisations.</param>
/// <param name="Countries">Distinct countries of organisations and individuals.</param>
/// <param name="Individuals">Individuals.</param>
public sealed record Count(int Organisations, int Countries, int Individuals)
{
    public static readonly Count Zero = new(0, 0, 0);

    /// <summary>Organisations and individuals together: what a threshold of signatures is held against.</summary>
    public int Signatures => Organisations + Individuals;
}
