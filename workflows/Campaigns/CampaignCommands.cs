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
    public sealed record Approve : DeskCommand;
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
    /// <summary>So many have signed that the campaign is to close.</summary>
    public sealed record TargetReached(Count Count) : StepCommand;
    public sealed record Closed : StepCommand;
    /// <summary>The approval rule, applied to the count at the close.</summary>
    public sealed record ApprovalDecided(Count Count) : StepCommand;
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
    public sealed record CancellationTold : StepCommand;
    /// <summary>The personal data has been kept for as long as was said.</summary>
    public sealed record RetentionEnded : StepCommand;
    /// <param name="Count">What the book counts, for the last time.</param>
    public sealed record PurgeBegun(Count Count, PersonalCount Before) : StepCommand;
    public sealed record Purged(PersonalCount After) : StepCommand;
}
