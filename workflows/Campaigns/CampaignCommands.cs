using System.Collections.Immutable;

namespace Campaigns;

/// <summary>What can happen to a campaign: a decision at its desk, or a step that was carried out.</summary>
public abstract record CampaignCommand;

/// <summary>What a coordinator can do to a campaign at its desk.</summary>
public abstract record DeskCommand : CampaignCommand
{
    /// <summary>Open a scheduled campaign now.</summary>
    public sealed record OpenNow : DeskCommand;
    /// <summary>Move the deadline; earlier is allowed as long as it is in the future.</summary>
    public sealed record Extend(DateTimeOffset ClosesAt) : DeskCommand;
    public sealed record CloseNow : DeskCommand;
    /// <summary>Lets the letters go; as the second person where the campaign says so, and then the rest is needed.</summary>
    /// <param name="By">Null for a script.</param>
    /// <param name="Request">The number of the request that was seen.</param>
    /// <param name="Letters">The mark of the letters as they are now.</param>
    public sealed record Approve(Approver? By = null, int Request = 0, string Letters = "") : DeskCommand;
    /// <summary>Asks for a second person.</summary>
    /// <param name="By">Null for a script.</param>
    /// <param name="Letters">The mark of the letters.</param>
    public sealed record AskApproval(Approver? By, Count Count, string Letters) : DeskCommand;
    /// <summary>The second person says no.</summary>
    /// <param name="Reason">Stored sealed; at most <see cref="Limits.Reason"/> characters.</param>
    public sealed record RefuseApproval(Approver? By, int Request, string Reason) : DeskCommand;
    /// <summary>Who asked does not ask any more.</summary>
    public sealed record TakeBackApproval(Approver? By) : DeskCommand;
    /// <param name="Reason">For the journal at the desk, where it is stored sealed; at most <see cref="Limits.Reason"/> characters.</param>
    public sealed record Cancel(string Reason) : DeskCommand;
    /// <summary>More people are to be invited; their rows are there.</summary>
    /// <param name="Total">How many invitations the campaign has with them.</param>
    public sealed record Invite(int Total) : DeskCommand;
    /// <summary>Remind now those who have not answered.</summary>
    public sealed record RemindNow : DeskCommand;
    /// <summary>Other lists of mail domains.</summary>
    /// <param name="Sealed">As <see cref="Campaign.MailRules"/> holds them.</param>
    /// <param name="Allow">How many the list holds; the journal tells only numbers.</param>
    public sealed record SetMailRules(string? Sealed, int Allow, int Hold, int Block) : DeskCommand;
    /// <summary>When the offices that have not answered are reminded, instead of what was planned; empty: not any more.</summary>
    /// <param name="Times">UTC.</param>
    public sealed record SetFollowUps(ImmutableArray<DateTimeOffset> Times) : DeskCommand;
    /// <summary>Write to the signatories who asked for updates.</summary>
    /// <param name="Mark">As <see cref="UpdateState.Mark"/>.</param>
    public sealed record WriteUpdate(string Mark) : DeskCommand;
    /// <summary>Let a round of letters go, when its time has come.</summary>
    /// <param name="Number">From 1.</param>
    public sealed record ApproveRound(int Number) : DeskCommand;
    /// <summary>Take a round that has not begun out of the plan.</summary>
    public sealed record SkipRound(int Number) : DeskCommand;
    public sealed record AddRound(RoundPlan Plan) : DeskCommand;
    /// <summary>Destroy the personal data of a campaign that has ended, before its time.</summary>
    /// <param name="Why">One of <see cref="PurgeRecord.Reasons"/>.</param>
    public sealed record Purge(string Why) : DeskCommand;
}

/// <summary>What an activity did, or is about to do. Reporting the same twice changes nothing.</summary>
public abstract record StepCommand : CampaignCommand
{
    /// <summary>The window begins now: fixes the deadline. The book is made next, then <see cref="Opened"/>.</summary>
    public sealed record Opening : StepCommand;
    /// <param name="BookClosesAt">The deadline that the book was made with.</param>
    public sealed record Opened(DateTimeOffset? BookClosesAt) : StepCommand;
    /// <param name="Round">The campaign's <see cref="Campaign.InviteRounds"/> when it began: who was added since has no mail yet.</param>
    public sealed record Invited(int Messages, int Round = 0) : StepCommand;
    /// <param name="HeldUntil">When it goes to the next of those for whom it is night; null: nobody waits for it any more.</param>
    public sealed record Reminded(int Number, int Messages, DateTimeOffset? HeldUntil = null) : StepCommand;
    public sealed record ReminderSkipped(int Number) : StepCommand;
    /// <summary>The book knows this deadline.</summary>
    public sealed record DeadlineMoved(DateTimeOffset? ClosesAt) : StepCommand;
    /// <summary>Everyone concerned has a mail about this move.</summary>
    public sealed record DeadlineTold(int Number, int Messages) : StepCommand;
    /// <summary>So many have signed that the campaign is to close.</summary>
    public sealed record TargetReached(Count Count) : StepCommand;
    public sealed record Closed : StepCommand;
    /// <summary>At the deadline: the conditions, held against what was reached.</summary>
    /// <param name="ClosesAt">The deadline that has passed.</param>
    public sealed record ExtensionDecided(Reached Reached, DateTimeOffset ClosesAt) : StepCommand;
    /// <summary>The rules for the letters, applied to what was reached at the close.</summary>
    /// <param name="Letters">The mark of the letters where a second person approves.</param>
    public sealed record ApprovalDecided(Reached Reached, string Letters = "") : StepCommand;
    /// <param name="Number">Of the step, as <see cref="SecondPerson"/> numbers them.</param>
    public sealed record ApproversReminded(int Number, int Messages) : StepCommand;
    /// <summary>A round is due, and a person has to let it go.</summary>
    /// <param name="Round">Of the ledger, see <see cref="Rounds"/>.</param>
    public sealed record RoundAsked(int Round, Count Count) : StepCommand;
    /// <summary>The list as it stood at <paramref name="At"/> was taken for the letters of a round.</summary>
    public sealed record RoundBegun(int Round, Count Count, ListSeal? List, DateTimeOffset At) : StepCommand;
    public sealed record RoundSent(int Round) : StepCommand;
    /// <summary>The list is frozen with this count and this fingerprint.</summary>
    public sealed record DispatchBegun(Count Count, ListSeal? List = null) : StepCommand;
    public sealed record Dispatched : StepCommand;
    public sealed record Reported : StepCommand;
    /// <param name="Round">Of the ledger, see <see cref="FollowUps"/>.</param>
    public sealed record FollowedUp(int Round, int Messages) : StepCommand;
    /// <summary>Everybody's mail of this update is written.</summary>
    public sealed record UpdateSent(int Number, int People) : StepCommand;
    public sealed record CancellationTold : StepCommand;
    /// <summary>The personal data has been kept for as long as was said.</summary>
    public sealed record RetentionEnded : StepCommand;
    /// <param name="Count">What the book counts, for the last time.</param>
    public sealed record PurgeBegun(Count Count, PersonalCount Before) : StepCommand;
    public sealed record Purged(PersonalCount After) : StepCommand;
}
