using System.Collections.Immutable;
using Campaigns.Drafting;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Coordinators.Drafts;

/// <param name="Draft">As it is now; null when it was deleted.</param>
public sealed record DraftOutcome(StatementDraft? Draft, ImmutableArray<FieldError> Errors, string? Refusal);

/// <summary>Reads what a form asks for and has it carried out.</summary>
public sealed class DraftDecisions(DraftDesk desk, DraftStore store, ReviewRoom room, TimeProvider time)
{
    public static readonly ImmutableArray<string> Actions =
        ["entitle", "editors", "reviewers", "round", "end", "settle", "approved", "freeze", "thaw", "wait", "drop", "delete"];

    public async Task<DraftOutcome> CarryOutAsync(
        DurableTaskClient client, StatementDraft draft, string act, IReadOnlyDictionary<string, string> fields, string by, CancellationToken cancellation)
    {
        var input = new DraftInput(fields);
        return act switch
        {
            "entitle" => await DecideAsync(Entitle(input.Start())),
            "editors" => await DecideAsync(new DraftCommand.SetEditors(input.Editors())),
            "reviewers" => await DecideAsync(new DraftCommand.AddReviewers(input.Reviewers(draft.Language))),
            "round" => await DecideAsync(new DraftCommand.OpenRound(input.Deadline(draft.TimeZone, time.GetUtcNow()))),
            "end" => await DecideAsync(new DraftCommand.EndRound()),
            "freeze" => await DecideAsync(new DraftCommand.Freeze()),
            "thaw" => await DecideAsync(new DraftCommand.Thaw()),
            "wait" => await DecideAsync(new DraftCommand.WaitAgain()),
            "drop" => await DecideAsync(new DraftCommand.DropLaunch()),
            "settle" => await SettleAsync(draft, input.Raw("comment"), by, cancellation),
            "approved" => await ApproveAsync(client, draft, input, cancellation),
            "delete" => await DeleteAsync(draft, input, cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };

        async Task<DraftOutcome> DecideAsync(DraftCommand command) => input.All.IsEmpty
            ? Of(await desk.ActAsync(client, draft.Id, command, cancellation))
            : new(draft, input.All, null);
    }

    /// <summary>Who read a version, a translation above all, and vouches for it: said by an editor, by name.</summary>
    async Task<DraftOutcome> ApproveAsync(DurableTaskClient client, StatementDraft draft, DraftInput input, CancellationToken cancellation)
    {
        var (name, organisation, language, version) = (input.Name("name"), input.Organisation("organisation"), input.Language(), input.Number("version", Limits.DraftVersions));
        return input.All.IsEmpty
            ? Of(await room.JudgeAsync(client, draft, 0, name, new(language, version, 0, Approves: true, "") { Organisation = organisation }, cancellation))
            : new(draft, input.All, null);
    }

    async Task<DraftOutcome> SettleAsync(StatementDraft draft, string comment, string by, CancellationToken cancellation) =>
        await desk.SettleAsync(draft, comment, by, cancellation) ? new(await store.FindAsync(draft.Id, cancellation), [], null) : new(draft, [], "NotFound");

    async Task<DraftOutcome> DeleteAsync(StatementDraft draft, DraftInput input, CancellationToken cancellation)
    {
        input.Confirm();
        if (!input.All.IsEmpty) return new(draft, input.All, null);
        await desk.DeleteAsync(draft.Id, cancellation);
        return new(null, [], null);
    }

    static DraftCommand.Entitle Entitle(DraftStart start) => new(start.Title, start.Language);

    static DraftOutcome Of(DraftDecision? decision) => decision is null ? new(null, [], null) : new(decision.Draft, [], decision.Refusal);
}
