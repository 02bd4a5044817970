using System.Collections.Immutable;

namespace Campaigns.Drafting;

/// <summary>What is asked of a draft. <see cref="DraftLife"/> says what becomes of it.</summary>
public abstract record DraftCommand
{
    /// <param name="Base">The version that the editor had before them; another than the newest is refused.</param>
    public sealed record Save(string Language, string Text, int Base, string By) : DraftCommand;
    public sealed record Entitle(string Title, string Language) : DraftCommand;
    public sealed record SetEditors(ImmutableArray<string> Editors) : DraftCommand;
    /// <summary>Adds those who are not there yet; the numbers in <paramref name="Reviewers"/> do not count.</summary>
    public sealed record AddReviewers(ImmutableArray<Reviewer> Reviewers) : DraftCommand;
    public sealed record OpenRound(DateTimeOffset Deadline) : DraftCommand;
    public sealed record EndRound : DraftCommand;
    /// <summary>By the timer: whatever the round has due.</summary>
    public sealed record TakeStep(int Round) : DraftCommand;
    public sealed record Judge(int Reviewer, string By, string Language, int Version, bool Approves, string Reason) : DraftCommand
    {
        /// <summary>As in <see cref="Verdict"/>.</summary>
        public string Organisation { get; init; } = "";
    }

    public sealed record Comment(int Reviewer, string By, string Language, int Version, int Paragraph, string Quote, string Text, string Id) : DraftCommand;
    public sealed record Leave(int Reviewer) : DraftCommand;
    public sealed record Freeze : DraftCommand;
    public sealed record Thaw : DraftCommand;
    /// <summary>Let a campaign open by itself when the text is approved.</summary>
    /// <param name="Plan">As in <see cref="WaitingLaunch"/>; its rows are there.</param>
    public sealed record AwaitApproval(string Plan, string Actor) : DraftCommand;
    /// <summary>After it was stopped: let it open when the text is approved.</summary>
    public sealed record WaitAgain : DraftCommand;
    /// <summary>Let nothing open by itself.</summary>
    public sealed record DropLaunch : DraftCommand;
    /// <summary>By the launcher.</summary>
    /// <param name="Campaign">Null: the form did not hold any more.</param>
    public sealed record LaunchDone(string Plan, string? Campaign) : DraftCommand;
}

/// <summary>What a command makes of a draft.</summary>
/// <param name="Refusal">Why nothing changes, as the resource <c>Draft_Refusal_{Refusal}</c>: Conflict, Frozen, NotFrozen, NoText, NoReviewers, RoundOpen, RoundOver,
/// OldVersion, TooMany, NotFound, Busy, LaunchWaits, LaunchOrdered, Launched, NotStopped. <see cref="Nothing"/> is none: there is nothing to do.</param>
public sealed record DraftDecision(StatementDraft Draft, string? Refusal = null)
{
    /// <summary>Nothing is to be changed, and nobody is refused.</summary>
    public const string Nothing = "Nothing";

    /// <summary>Rows that are written with it, by name.</summary>
    public ImmutableArray<(string Name, object Value)> Rows { get; init; } = [];
    /// <summary>Mails that leave with it.</summary>
    public ImmutableArray<DraftMail> Mails { get; init; } = [];
}

public enum DraftMailKind
{
    Asked, Reminded, RoundOver,
    /// <summary>The campaign does not open by itself any more.</summary>
    OpeningStopped,
}

/// <param name="Reviewer">0: to all editors.</param>
public sealed record DraftMail(DraftMailKind Kind, int Reviewer);
