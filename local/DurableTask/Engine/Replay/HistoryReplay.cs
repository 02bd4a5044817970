using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging.Abstractions;

namespace Campaigns.Local.DurableTask.Replay;

/// <summary>
/// Plays a recorded history against the code of today, without storage: for tests of orchestrators that are changed. Stricter than the
/// engine: an instance goes on when a timer's time or an input is another than it was, here that is a change, too.
/// </summary>
public static class HistoryReplay
{
    /// <summary>Returns what the code would do next: nothing when it still does what it did.</summary>
    /// <param name="events">What <see cref="DurableTaskEngine.GetEventsAsync"/> gave.</param>
    /// <exception cref="InvalidOperationException">The code no longer comes to what the history holds.</exception>
    public static IReadOnlyList<HistoryEvent> Run(
        EngineRegistry registry, string instanceId, IReadOnlyList<HistoryEvent> events, string? defaultVersion = null)
    {
        var strayed = false;
        var setup = new ExecutionSetup(registry, JsonDataConverter.Default, defaultVersion, NullLoggerFactory.Instance);
        var execution = new Execution(setup, instanceId, () => strayed = true);
        try
        {
            foreach (var e in events)
            {
                if (e.Type == HistoryEventType.ExecutionCompleted) CheckEnd(execution, e);
                if (e.EventId >= 0) CheckDetails(execution.Decision(e.EventId), e);
                execution.Handle(e, replaying: true);
            }
        }
        catch (global::DurableTask.Core.Exceptions.NonDeterministicOrchestrationException e)
        {
            throw new InvalidOperationException(e.Message, e);
        }

        if (strayed) throw new InvalidOperationException("The code awaits something that cannot be replayed.");
        return execution.TakeDecisions();
    }

    static void CheckDetails(HistoryEvent? now, HistoryEvent then)
    {
        if (now is null || now.Type != then.Type || now.Name != then.Name) return; // the engine finds that itself
        if (now.FireAt != then.FireAt || now.Input != then.Input || now.InstanceId != then.InstanceId)
            throw new InvalidOperationException(
                $"The history holds {then.Type} '{then.Name}' as action {then.EventId} with ({then.FireAt:o} {then.Input} {then.InstanceId}), "
                + $"the code with ({now.FireAt:o} {now.Input} {now.InstanceId}).");
    }

    static void CheckEnd(Execution execution, HistoryEvent end)
    {
        if (end.Status != Outcome.Terminated && (execution.Outcome?.Status != end.Status || execution.Outcome?.Result != end.Result))
            throw new InvalidOperationException(
                $"The history ends as {end.Status} ({end.Result}), the code as {execution.Outcome?.Status ?? "still running"} ({execution.Outcome?.Result}).");
    }
}
