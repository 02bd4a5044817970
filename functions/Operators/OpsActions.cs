using System.Collections.Immutable;
using System.Globalization;
using Campaigns.Backup;
using Campaigns.Checks;
using Campaigns.Letters;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Operators;

/// <summary>What an operator asks for.</summary>
/// <param name="Round">Only to skip a letter: as in the ledger.</param>
sealed record OpsOrder(string Action, string Reason, string Actor, int Round = 0, int Addressee = 0);

/// <summary>What an operator can do to a campaign's orchestration, where the campaign's own rows stay as they are; and to cancel it, or skip a letter of it. The journal is told who and why.</summary>
static class OpsActions
{
    public static readonly ImmutableArray<string> Names = ["suspend", "resume", "retry", "reattach", "leave", "skip", "cancel", "purge", "release"];

    /// <summary>Why an operator acts: one line, required.</summary>
    public static string Reason(IReadOnlyDictionary<string, string> fields, out FieldError? error)
    {
        var reason = SingleLine.Read(fields.GetValueOrDefault("reason"), Limits.Reason, required: true, out var wrong);
        error = wrong is null ? null : new FieldError("reason", wrong, wrong == "TooLong" ? [$"{Limits.Reason}"] : []);
        return reason;
    }

    public static OpsOrder Order(string action, IReadOnlyDictionary<string, string> fields, string actor, out ImmutableArray<FieldError> errors)
    {
        var order = new OpsOrder(action, Reason(fields, out var error), actor);
        var (round, addressee) = (Plan.FirstRound, 0);
        FieldError?[] wrong = action != "skip" ? [error] :
            [error, Number(fields, "round", 99, ref round), Number(fields, "addressee", Limits.Addressees, ref addressee)];
        errors = [.. wrong.OfType<FieldError>()];
        return order with { Round = round, Addressee = addressee };
    }

    /// <param name="number">What holds where nothing was given; 0: it has to be.</param>
    static FieldError? Number(IReadOnlyDictionary<string, string> fields, string field, int highest, ref int number)
    {
        var text = fields.GetValueOrDefault(field, "").Trim();
        if (text.Length == 0) return number > 0 ? null : new(field, "Required", []);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= highest
            ? null : new(field, "NotANumber", ["1", $"{highest}"]);
    }

    /// <summary>As the journal says it afterwards; null for what writes its own entry.</summary>
    public static string? Entry(string action) => action switch
    {
        "suspend" => "Suspended",
        "resume" => "Resumed",
        "leave" => "LettersLeft",
        "reattach" => "Reattached",
        "cancel" or "skip" => null,
        _ => "Retried",
    };

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
        CampaignDesk desk, LetterLedger letters, DurableTaskClient client, Watched watched, OpsOrder order, CancellationToken cancellation)
    {
        var id = watched.Campaign.Id;
        try
        {
            switch (order.Action, watched.Status)
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
                case ("skip", _):
                    return await letters.SkipAsync(watched.Campaign, order.Round, order.Addressee, order.Reason, order.Actor, cancellation);
                case ("cancel", _) when watched.Campaign.Phase == Phase.Cancelled:
                    return "Cancelled";
                case ("cancel", _):
                    return (await desk.ActAsync(client, id, new DeskCommand.Cancel(order.Reason), order.Actor, cancellation)).Refusal;
                case ("reattach", _) when watched.Next.Kind != StepKind.End:
                    return await desk.ReattachAsync(client, watched.Campaign, cancellation) ? null : "NotReattached";
                case ("retry" or "reattach", _) when watched.Next.Kind == StepKind.End:
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
