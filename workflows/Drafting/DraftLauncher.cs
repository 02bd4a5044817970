using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Campaigns.Drafting;

/// <summary>Launches the campaign whose text was approved. The order stands in the draft's row: what fails here the sweep makes up for, and the same order is the same campaign.</summary>
public sealed class DraftLauncher(DraftStore store, LaunchPlans plans, DraftWriter writer, CampaignDesk desk, ILogger<DraftLauncher> logger)
{
    const string Statement = "statement";

    /// <summary>Sets a campaign up that opens with the text as it is when it is approved; at once when it is frozen.</summary>
    /// <returns>Null when the draft is gone.</returns>
    public async Task<DraftDecision?> AwaitAsync(DurableTaskClient client, StatementDraft draft, LaunchInput input, string launchKey, string actor, CancellationToken cancellation = default)
    {
        var plan = await plans.SaveAsync(draft, input, launchKey, cancellation);
        if (await writer.DecideAsync(draft.Id, new DraftCommand.AwaitApproval(plan, actor), cancellation: cancellation) is not { } decision) return null;
        await plans.ForgetUnusedAsync(decision.Draft, cancellation);
        return decision with { Draft = await OpenAsync(client, decision.Draft, cancellation) };
    }

    /// <summary>The launch with title and texts of the draft as they are now, and who approved them, where the form does not say it.</summary>
    public async Task<LaunchInput> WithTextAsync(StatementDraft draft, LaunchInput input, CancellationToken cancellation = default)
    {
        var fields = input.Fields.Where(field => !IsOfTheDraft(field.Key)).ToDictionary(StringComparer.Ordinal);
        (fields["title"], fields["language"]) = (draft.Title, draft.Language);
        foreach (var language in draft.Languages)
        {
            fields[language == draft.Language ? Statement : $"{Statement}.{language}"] = await store.TextAsync(draft, language, cancellation);
            var approval = language == draft.Language ? LaunchLanguages.Approval : $"{LaunchLanguages.Approval}.{language}";
            if (fields.GetValueOrDefault(approval, "").Length == 0 && DraftApprovals.Of(draft, language) is { Length: > 0 } organisations) fields[approval] = organisations;
        }
        return input with { Fields = fields };
    }

    /// <summary>Fields that the draft gives and the form of the campaign does not.</summary>
    public static bool IsOfTheDraft(string field) => field is "title" or "language" or Statement || field.StartsWith(Statement + ".", StringComparison.Ordinal);

    /// <summary>Carries out what is ordered, if anything is. Safe to repeat.</summary>
    /// <returns>The draft afterwards.</returns>
    public async Task<StatementDraft> OpenAsync(DurableTaskClient client, StatementDraft draft, CancellationToken cancellation = default)
    {
        if (draft.Launch is not { IsDue: true } launch) return draft;
        try
        {
            var campaign = await LaunchAsync(client, draft, launch, cancellation);
            if (await writer.DecideAsync(draft.Id, new DraftCommand.LaunchDone(launch.Plan, campaign), cancellation: cancellation) is not { } done) return draft;
            await plans.ForgetUnusedAsync(done.Draft, cancellation);
            return done.Draft;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            logger.LogWarning(error, "The campaign of draft {DraftId} could not be launched; the sweep tries again.", draft.Id);
            return draft;
        }
    }

    /// <summary>Everything is read as of the order, so that a second try makes the same campaign as the first. Null: the form does not hold any more.</summary>
    async Task<string?> LaunchAsync(DurableTaskClient client, StatementDraft draft, WaitingLaunch launch, CancellationToken cancellation)
    {
        if (await plans.ReadAsync(draft, cancellation) is not { } plan) return null;
        var input = await WithTextAsync(draft, plan, cancellation);
        var read = LaunchReader.Read(input, launch.OrderedAt!.Value);
        // "Not before": a time that has passed meanwhile is no reason to stop.
        if (read is { IsValid: false, Errors: [{ Field: "opensAt", Reason: "InThePast" }] })
            read = LaunchReader.Read(input with { Fields = input.Fields.Where(field => field.Key != "opensAt").ToDictionary(StringComparer.Ordinal) }, launch.OrderedAt.Value);
        return read.IsValid ? (await desk.LaunchAsync(client, read.Value, $"draft|{draft.Id}|{launch.Plan}", launch.Actor, cancellation)).Id : null;
    }
}
