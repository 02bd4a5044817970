using Campaigns.Alarms;
using Campaigns.Letters;
using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.Simulation;

/// <summary>Every campaign ends, or stands where a person can see it and move it.</summary>
static class Rest
{
    static readonly TimeSpan Grace = TimeSpan.FromMinutes(30);

    /// <summary>What the reconciler writes when storage has forgotten something; this one forgets nothing that it acknowledged.</summary>
    static readonly string[] Losses = ["SignaturesRestored", "SignaturesGone", "CountMended", "CountDiffers", "LettersGone", "DecisionsGone"];

    public static IEnumerable<string> Judge(Ending ending, DateTimeOffset now)
    {
        var next = Plan.Next(ending.Campaign);
        if (next.DueAt + Grace < now && ending.Status != OrchestrationRuntimeStatus.Suspended)
            yield return $"stuck: {next.Kind} was due at {next.DueAt:u}, and the orchestration is {ending.Status?.ToString() ?? "missing"} ({ending.Campaign.LastError}).";
        if (next.DueAt + Grace < now && ending.Alarms.All(alarm => alarm.Place != AlarmPlace.Run)) yield return $"{next.Kind} is overdue, and no alarm says so.";
        if (ending.Board.Any(letter => letter.State == LetterState.Unknown) && ending.Alarms.All(alarm => alarm.Place != AlarmPlace.Letters))
            yield return "letters of unknown outcome, and no alarm says so.";
        if (ending.Of.Truth.IsCancelled && ending.Campaign.Phase != Phase.Cancelled) yield return "cancelled, as somebody was told, and it is not.";
        foreach (var loss in ending.Journal.Where(entry => Losses.Contains(entry.What)))
            yield return $"the reconciler says {loss.What} {string.Join(' ', loss.Arguments)}, and storage kept its word.";
        if (next.Kind == StepKind.End && ending.Status is OrchestrationRuntimeStatus.Failed) yield return "its orchestration failed.";
    }
}
