using System.Collections.Immutable;
using Campaigns.Storage;

namespace Campaigns.Drafting;

/// <summary>Every rule of a draft, as pure functions of (draft, command, now).</summary>
public static class DraftLife
{
    public static DraftDecision Decide(StatementDraft draft, DraftCommand command, DateTimeOffset now) =>
        DraftOpening.After(Apply(draft, command, now), command, now);

    static DraftDecision Apply(StatementDraft draft, DraftCommand command, DateTimeOffset now) => command switch
    {
        DraftCommand.Save save => Save(draft, save, now),
        DraftCommand.Entitle entitle => Entitle(draft, entitle),
        DraftCommand.SetEditors editors => new(draft with { Editors = editors.Editors }),
        DraftCommand.AddReviewers add => AddReviewers(draft, add),
        DraftCommand.OpenRound open => OpenRound(draft, open, now),
        DraftCommand.EndRound => Unless(draft, !draft.IsRoundOpen, "RoundOver", () => Close(draft, now)),
        DraftCommand.TakeStep step => TakeStep(draft, step, now),
        DraftCommand.Judge judge => Judge(draft, judge, now),
        DraftCommand.Comment comment => Comment(draft, comment, now),
        DraftCommand.Leave leave => Leave(draft, leave.Reviewer),
        DraftCommand.Freeze => Freeze(draft, now),
        DraftCommand.Thaw => Thaw(draft),
        DraftCommand.AwaitApproval wait => DraftOpening.Await(draft, wait, now),
        DraftCommand.WaitAgain => DraftOpening.WaitAgain(draft, now),
        DraftCommand.DropLaunch => DraftOpening.Drop(draft),
        DraftCommand.LaunchDone done => DraftOpening.Done(draft, done.Plan, done.Campaign, now),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };

    /// <summary>When the timer of the round has something to do next; null when the round is over.</summary>
    public static DateTimeOffset? NextAt(StatementDraft draft) => draft.Round is not { ClosedAt: null } round ? null
        : round.RemindedAt is null ? round.RemindsAt : round.Deadline;

    static DraftDecision Unless(StatementDraft draft, bool isRefused, string refusal, Func<DraftDecision> decide) => isRefused ? new(draft, refusal) : decide();

    static DraftDecision Save(StatementDraft draft, DraftCommand.Save save, DateTimeOffset now)
    {
        if (draft.IsFrozen) return new(draft, "Frozen");
        var newest = draft.VersionOf(save.Language);
        if (save.Base != newest) return new(draft, "Conflict");
        if (newest == 0 && draft.Heads.Length >= Limits.Languages || newest >= Limits.DraftVersions) return new(draft, "TooMany");
        var version = new DraftVersion(save.Language, newest + 1, save.Text, save.By, now, save.Base);
        var heads = draft.Heads.RemoveAll(head => head.Language == save.Language).Add(new(save.Language, version.Number, now, save.By));
        return new(draft with { Heads = [.. heads.OrderBy(head => head.Language, StringComparer.Ordinal)] }) { Rows = [(DraftRows.Version(save.Language, version.Number), version)] };
    }

    static DraftDecision AddReviewers(StatementDraft draft, DraftCommand.AddReviewers add)
    {
        if (draft.IsFrozen) return new(draft, "Frozen");
        var known = draft.Asked.Select(reviewer => reviewer.Email).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var added = add.Reviewers.Where(reviewer => known.Add(reviewer.Email)).Select((reviewer, index) => reviewer with { Number = draft.Reviewers.Length + index + 1 }).ToImmutableArray();
        if (draft.Reviewers.Length + added.Length > Limits.Reviewers) return new(draft, "TooMany");
        return new(draft with { Reviewers = draft.Reviewers.AddRange(added) })
        {
            Mails = draft.IsRoundOpen ? [.. added.Select(reviewer => new DraftMail(DraftMailKind.Asked, reviewer.Number))] : [],
        };
    }

    static DraftDecision OpenRound(StatementDraft draft, DraftCommand.OpenRound open, DateTimeOffset now)
    {
        if (draft.IsFrozen) return new(draft, "Frozen");
        if (draft.IsRoundOpen) return new(draft, "RoundOpen");
        if (draft.VersionOf(draft.Language) == 0) return new(draft, "NoText");
        if (!draft.Asked.Any()) return new(draft, "NoReviewers");
        return new(draft with { Round = new((draft.Round?.Number ?? 0) + 1, now, open.Deadline) })
        {
            Mails = [.. draft.Asked.Select(reviewer => new DraftMail(DraftMailKind.Asked, reviewer.Number))],
        };
    }

    static DraftDecision TakeStep(StatementDraft draft, DraftCommand.TakeStep step, DateTimeOffset now)
    {
        if (draft.Round is not { ClosedAt: null } round || round.Number != step.Round || NextAt(draft) > now) return new(draft, "RoundOver");
        if (round.Deadline <= now) return Close(draft, now);
        return new(draft with { Round = round with { RemindedAt = now } })
        {
            Mails = [.. draft.Asked.Where(reviewer => !draft.HasAnswered(reviewer)).Select(reviewer => new DraftMail(DraftMailKind.Reminded, reviewer.Number))],
        };
    }

    static DraftDecision Close(StatementDraft draft, DateTimeOffset now) =>
        new(draft with { Round = draft.Round! with { ClosedAt = now } }) { Mails = [new(DraftMailKind.RoundOver, 0)] };

    static DraftDecision Judge(StatementDraft draft, DraftCommand.Judge judge, DateTimeOffset now)
    {
        if (Refusal(draft, judge.Reviewer, now) is { } refusal) return new(draft, refusal);
        // Whoever read an older text has not seen what it says now.
        if (judge.Version != draft.VersionOf(judge.Language) || judge.Version == 0) return new(draft, "OldVersion");
        var word = new Verdict(judge.Reviewer, judge.By, judge.Language, judge.Version, judge.Approves, judge.Reason, now) { Organisation = judge.Organisation };
        var others = draft.Verdicts.RemoveAll(one => one.Reviewer == word.Reviewer && one.Language == word.Language && (word.Reviewer > 0 || one.By == word.By));
        return others.Length >= Limits.DraftComments ? new(draft, "TooMany") : new(draft with { Verdicts = others.Add(word) });
    }

    static DraftDecision Comment(StatementDraft draft, DraftCommand.Comment comment, DateTimeOffset now)
    {
        if (Refusal(draft, comment.Reviewer, now) is { } refusal) return new(draft, refusal);
        if (draft.Comments >= Limits.DraftComments) return new(draft, "TooMany");
        var said = new DraftComment(comment.Id, comment.Reviewer, comment.By, comment.Language, comment.Version, comment.Paragraph, comment.Quote, comment.Text, now);
        return new(draft with { Comments = draft.Comments + 1 }) { Rows = [(DraftRows.Comment(comment.Id), said)] };
    }

    /// <summary>Editors may speak until the text is frozen, reviewers while they are asked.</summary>
    static string? Refusal(StatementDraft draft, int reviewer, DateTimeOffset now) => draft.IsFrozen ? "Frozen"
        : reviewer > 0 && (draft.Round is not { ClosedAt: null } round || round.Deadline <= now) ? "RoundOver" : null;

    /// <summary>Name and address go; what the person said stays, without the name.</summary>
    static DraftDecision Leave(StatementDraft draft, int number) => new(draft with
    {
        Reviewers = [.. draft.Reviewers.Select(one => one.Number == number ? one with { Name = "", Email = "", Organisation = "" } : one)],
    });

    static DraftDecision Freeze(StatementDraft draft, DateTimeOffset now)
    {
        if (draft.IsFrozen) return new(draft, "Frozen");
        if (draft.VersionOf(draft.Language) == 0) return new(draft, "NoText");
        return FreezeNow(new(draft), now);
    }

    /// <summary>An open round ends with it.</summary>
    internal static DraftDecision FreezeNow(DraftDecision decision, DateTimeOffset now)
    {
        var frozen = decision with { Draft = decision.Draft with { FrozenAt = now } };
        if (!decision.Draft.IsRoundOpen) return frozen;
        var closed = Close(frozen.Draft, now);
        return frozen with { Draft = closed.Draft, Mails = frozen.Mails.AddRange(closed.Mails) };
    }

    static DraftDecision Thaw(StatementDraft draft) => !draft.IsFrozen ? new(draft, "NotFrozen")
        : draft.Launch is { IsDue: true } ? new(draft, "LaunchOrdered") : new(draft with { FrozenAt = null });

    /// <summary>While a campaign waits to open, its title is part of what is being approved.</summary>
    static DraftDecision Entitle(StatementDraft draft, DraftCommand.Entitle entitle) => draft.IsFrozen ? new(draft, "Frozen")
        : draft.Launch is { Campaign: null } ? new(draft, "LaunchWaits") : new(draft with { Title = entitle.Title, Language = entitle.Language });
}
