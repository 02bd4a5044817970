using System.Collections.Immutable;

namespace Campaigns.Drafting;

/// <summary>When a campaign opens by itself with a draft's text, as pure functions. What opens is what was approved: the approval, the freeze and the order stand in one decision.</summary>
public static class DraftOpening
{
    /// <summary>Reviewers who have not approved the newest text in any language, or object to the newest in one.</summary>
    public static ImmutableArray<Reviewer> Missing(StatementDraft draft)
    {
        var words = draft.Heads.SelectMany(head => draft.WordsOn(head.Language)).ToLookup(word => word.Reviewer);
        return [.. draft.Asked.Where(one => !words[one.Number].Any() || words[one.Number].Any(word => !word.Approves))];
    }

    /// <summary>Languages whose newest text nobody has approved.</summary>
    public static ImmutableArray<string> Unread(StatementDraft draft) => [.. draft.Languages.Where(language => !draft.WordsOn(language).Any(word => word.Approves))];

    /// <summary>Somebody objected to a text as it is now, and has left: nobody can take that word back.</summary>
    public static bool HasObjectionOfSomebodyGone(StatementDraft draft) => draft.Heads.SelectMany(head => draft.WordsOn(head.Language))
        .Any(word => !word.Approves && draft.Asked.All(one => one.Number != word.Reviewer));

    /// <summary>Every reviewer has approved, every language was approved by somebody, no objection stands. Nobody asked is nobody who approved.</summary>
    public static bool IsApproved(StatementDraft draft) => draft.Asked.Any() && Missing(draft).IsEmpty && Unread(draft).IsEmpty && !HasObjectionOfSomebodyGone(draft);

    internal static DraftDecision Await(StatementDraft draft, DraftCommand.AwaitApproval wait, DateTimeOffset now)
    {
        if (draft.Launch?.Plan == wait.Plan && draft.Launch.StoppedAt is null) return new(draft, DraftDecision.Nothing); // the same form, sent twice
        if (draft.Launch is { IsDue: true }) return new(draft, "LaunchOrdered");
        if (draft is { IsFrozen: true, Launch.Campaign: not null }) return new(draft, "Launched");
        return draft.VersionOf(draft.Language) == 0 ? new(draft, "NoText") : new(draft with { Launch = new(wait.Plan, wait.Actor, now) });
    }

    internal static DraftDecision WaitAgain(StatementDraft draft, DateTimeOffset now) => draft.Launch is not { StoppedAt: not null } launch ? new(draft, "NotStopped")
        : new(draft with { Launch = new(launch.Plan, launch.Actor, now) });

    internal static DraftDecision Drop(StatementDraft draft) => draft.Launch switch
    {
        null => new(draft, DraftDecision.Nothing),
        { IsDue: true } => new(draft, "LaunchOrdered"),
        { Campaign: not null } => new(draft, "Launched"),
        _ => new(draft with { Launch = null }),
    };

    /// <summary>What became of the order.</summary>
    /// <param name="campaign">Null: its form was refused.</param>
    internal static DraftDecision Done(StatementDraft draft, string plan, string? campaign, DateTimeOffset now)
    {
        if (draft.Launch is not { IsDue: true } launch || launch.Plan != plan) return new(draft, DraftDecision.Nothing);
        return campaign is null ? Stop(new(draft), launch, WaitingLaunch.Form, now) : new(draft with { Launch = launch with { Campaign = campaign } });
    }

    /// <summary>What a decision means for the campaign that waits. Only a word of yes, a freeze or the wish itself opens it: nobody opens it by leaving.</summary>
    internal static DraftDecision After(DraftDecision decision, DraftCommand command, DateTimeOffset now)
    {
        if (decision.Refusal is not null || decision.Draft.Launch is not { IsWaiting: true } launch) return decision;
        return command switch
        {
            DraftCommand.Judge { Approves: false } => Stop(decision, launch, WaitingLaunch.Objection, now),
            DraftCommand.Judge or DraftCommand.AwaitApproval or DraftCommand.WaitAgain or DraftCommand.Freeze
                when decision.Draft.IsFrozen || IsApproved(decision.Draft) => Order(decision, launch, now),
            _ => decision,
        };
    }

    static DraftDecision Order(DraftDecision decision, WaitingLaunch launch, DateTimeOffset now)
    {
        var frozen = decision.Draft.IsFrozen ? decision : DraftLife.FreezeNow(decision, now);
        return frozen with { Draft = frozen.Draft with { Launch = launch with { OrderedAt = now } } };
    }

    static DraftDecision Stop(DraftDecision decision, WaitingLaunch launch, string why, DateTimeOffset now) => decision with
    {
        Draft = decision.Draft with { Launch = launch with { StoppedAt = now, StoppedBy = why } },
        Mails = decision.Mails.Add(new(DraftMailKind.OpeningStopped, 0)),
    };
}
