using Microsoft.DurableTask;

namespace Campaigns.Local.DurableTask.Replay;

/// <summary>Between the orchestrator's code and the history.</summary>
sealed partial class Execution
{
    readonly List<HistoryEvent> late = [];

    /// <summary>What the next execution is to have: events that nobody waited for, and what came after the end.</summary>
    public IEnumerable<HistoryEvent> LeftOver => events.Unclaimed.Concat(late);

    internal bool IsRunningHere => loop.IsRunningHere;

    internal ExternalEvents Events => events;

    /// <summary>Writes a decision down and gives the task that its completion will complete.</summary>
    internal OpenTask Decide(HistoryEvent action)
    {
        var task = new OpenTask(nextId, action);
        decided.Add(nextId, action with { EventId = nextId });
        if (action.Type != HistoryEventType.EventSent) open.Add(nextId, task);
        nextId++;
        return task;
    }

    internal void Forget(OpenTask task) => open.Remove(task.Id);

    void Start(HistoryEvent started)
    {
        Started = true;
        context = new ReplayContext(this, setup, started);
        if (setup.Registry.FindOrchestrator(started.Name!) is not { } orchestrator)
        {
            Outcome = new(Outcome.Failed, null, Failures.Missing("orchestrator", started.Name!));
            return;
        }

        run = Invoke(orchestrator, started);
    }

    async Task<object?> Invoke(EngineRegistry.Orchestrator orchestrator, HistoryEvent started)
    {
#pragma warning disable CA2007 // stays on the loop
        var input = setup.Converter.Deserialize(started.Input, orchestrator.InputType);
        return await orchestrator.Run(context!, input ?? Nothing.Of(orchestrator.InputType));
#pragma warning restore CA2007
    }

    Outcome Result()
    {
        try
        {
            var value = run!.GetAwaiter().GetResult();
            if (context!.Next is { } next)
                return new(Outcome.ContinuedAsNew, setup.Serialize(next.NewInput))
                {
                    NewVersion = next.NewVersion,
                    KeepEvents = next.PreserveUnprocessedEvents,
                };
            return new(Outcome.Completed, setup.Serialize(value));
        }
#pragma warning disable CA1031 // whatever an orchestrator throws ends it as failed
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new(Outcome.Failed, null, Failures.From(e));
        }
    }

    /// <summary>The history holds an action: the code must have decided the same one, under the same number.</summary>
    void Recognise(HistoryEvent e)
    {
        if (e.EventId < 0) return;
        if (decided.Remove(e.EventId, out var now) && now.Type == e.Type && SameName(now, e)) return;
        var history = $"the history holds {e.Type} '{e.Name}' as action {e.EventId}";
        var code = now is null ? "the code did not act there" : $"the code decided {now.Type} '{now.Name}'";
        throw new global::DurableTask.Core.Exceptions.NonDeterministicOrchestrationException(
            e.EventId, $"{history}, but {code}. Was the orchestrator changed while this instance was running?");
    }

    static bool SameName(HistoryEvent a, HistoryEvent b) => string.Equals(a.Name, b.Name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>An action that something will complete.</summary>
sealed class OpenTask(int id, HistoryEvent action)
{
    public int Id { get; } = id;

    public HistoryEvent Action { get; } = action;

    public TaskCompletionSource<string?> Source { get; } = new();

    public void Fail(TaskFailureDetails failure) =>
        Source.TrySetException(new TaskFailedException(Action.Name ?? string.Empty, Id, failure));
}
