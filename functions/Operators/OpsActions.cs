using System.Collections.Immutable;
using Campaigns.Backup;
using Campaigns.Checks;
using Campaigns.Letters;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Operators;

/// <summary>What an operator can do to a campaign's orchestration. The campaign's own rows stay as they are; the journal is told who and why.</summary>
static class OpsActions
{
    public static readonly ImmutableArray<string> Names = ["suspend", "resume", "retry", "leave", "purge", "release"];

    /// <summary>Why an operator acts: one line, required.</summary>
    public static string Reason(IReadOnlyDictionary<string, string> fields, out FieldError? error)
    {
        var reason = SingleLine.Read(fields.GetValueOrDefault("reason"), Limits.Reason, required: true, out var wrong);
        error = wrong is null ? null : new FieldError("reason", wrong, wrong == "TooLong" ? [$"{Limits.Reason}"] : []);
        return reason;
    }

    /// <summary>What is decided about a campaign that came back from a copy.</summary>
    public static ReleaseChoice Release(IReadOnlyDictionary<string, string> fields, out ImmutableArray<FieldError> errors)
    {
        var choice = new ReleaseChoice(fields.GetValueOrDefault("letters", ""), fields.GetValueOrDefault("mail", ""), Reason(fields, out var error));
        errors = [.. new[] { error, OneOf("letters", choice.Letters, ReleaseChoice.OfLetters), OneOf("mail", choice.Mail, ReleaseChoice.OfMail) }.OfType<FieldError>()];
        return choice;
    }

    static FieldError? OneOf(string field, string value, ImmutableArray<string> choices) =>
        choices.Contains(value) ? null : value.Length == 0 ? new(field, "Required", []) : new(field, "NotOneOf", [string.Join(", ", choices)]);

    /// <returns>Null when done; otherwise why not, as in <c>Refusal_...</c>.</returns>
    public static async Task<string?> CarryOutAsync(
        CampaignDesk desk, LetterLedger letters, DurableTaskClient client, Watched watched, string action, CancellationToken cancellation)
    {
        var id = watched.Campaign.Id;
        try
        {
            switch (action, watched.Status)
            {
                // The reason stays in the journal, where it is sealed; histories hold no words of people.
                case ("suspend", OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending):
                    await client.SuspendInstanceAsync(id, "operator", cancellation);
                    return null;
                case ("suspend", _):
                    return "NotRunning";
                case ("resume", OrchestrationRuntimeStatus.Suspended):
                    await client.ResumeInstanceAsync(id, "operator", cancellation);
                    return null;
                case ("resume", _):
                    return "NotSuspended";
                case ("leave", _):
                    return await letters.LeaveUnknownAsync(id, cancellation) > 0 ? null : "NoLettersToLeave";
                case ("retry", _) when watched.Next.Kind == StepKind.End:
                    return "NothingToRetry";
                default:
                    return await desk.WakeAsync(client, id, cancellation) ? null : "NotWoken";
            }
        }
        catch (Exception changed) when (changed is InvalidOperationException or ArgumentException)
        {
            return "Busy"; // it ended in this very moment
        }
    }
}
