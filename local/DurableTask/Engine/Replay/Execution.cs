using Microsoft.DurableTask;

namespace Campaigns.Local.DurableTask.Replay;

/// <summary>
/// One execution of an orchestrator in memory. Fed with the events of its history in their order it comes to the same
/// place each time; what the code decides on the way and the history does not hold yet are its new actions.
/// Knows nothing of storage. Not safe for two threads at a time.
/// </summary>
sealed partial class Execution
{
    readonly ExecutionSetup setup;
    readonly OrchestratorLoop loop;
    readonly ExternalEvents events;
    readonly Dictionary<int, OpenTask> open = [];
    readonly SortedDictionary<int, HistoryEvent> decided = [];
    readonly Queue<HistoryEvent> held = new();
    readonly HashSet<int> heldTasks = [];
    ReplayContext? context;
    Task<object?>? run;
    int nextId;

    /// <param name="foreign">Called, on any thread, when the code awaits something that replay cannot repeat.</param>
    public Execution(ExecutionSetup setup, string instanceId, Action foreign)
    {
        (this.setup, InstanceId) = (setup, instanceId);
        loop = new(foreign);
        events = new(setup.Converter);
    }

    public string InstanceId { get; }

    public DateTime Now { get; private set; }

    public bool IsReplaying { get; private set; }

    public bool Started { get; private set; }

    public bool Suspended { get; private set; }

    /// <summary>Null while it goes on.</summary>
    public Outcome? Outcome { get; private set; }

    /// <summary>True when the history says how it ended.</summary>
    public bool Ended { get; private set; }

    public string? CustomStatus => context?.CustomStatus;

    /// <summary>Whether there is anything to write down: new actions, or an end.</summary>
    public bool HasNews => decided.Count > 0 || (Outcome is not null && !Ended);

    public void Handle(HistoryEvent e, bool replaying)
    {
        IsReplaying = replaying;
        if (Outcome is not null && e.EventId < 0 && e.Type is not HistoryEventType.ExecutionCompleted) Keep(e);
        else if (Suspended && CanWait(e.Type)) Hold(e);
        else Apply(e);
    }

    /// <summary>The new actions, oldest first; they count as written down from here on.</summary>
    public IReadOnlyList<HistoryEvent> TakeDecisions()
    {
        HistoryEvent[] taken = [.. decided.Values.Select(d => d with { Timestamp = Now })];
        decided.Clear();
        return taken;
    }

    /// <summary>What the code decided as this action, as long as no history confirmed it.</summary>
    public HistoryEvent? Decision(int id) => decided.GetValueOrDefault(id);

    /// <summary>Ends it as failed, whatever the code is doing.</summary>
    public void Fail(Exception e)
    {
        decided.Clear();
        Outcome = new(Outcome.Failed, null, Failures.From(e));
    }

    static bool CanWait(HistoryEventType type) => type is HistoryEventType.ExecutionStarted or HistoryEventType.TaskCompleted
        or HistoryEventType.TaskFailed or HistoryEventType.SubOrchestrationInstanceCompleted
        or HistoryEventType.SubOrchestrationInstanceFailed or HistoryEventType.TimerFired or HistoryEventType.EventRaised;

    /// <summary>What comes after the end goes over to the next execution, if there is one.</summary>
    void Keep(HistoryEvent e)
    {
        if (e.Type is HistoryEventType.EventRaised or HistoryEventType.ExecutionSuspended or HistoryEventType.ExecutionResumed) late.Add(e);
        if (e.Type == HistoryEventType.ExecutionTerminated) Terminate(e);
    }

    void Apply(HistoryEvent e)
    {
        switch (e.Type)
        {
            case HistoryEventType.ExecutionStarted: At(e, () => Start(e)); break;
            case HistoryEventType.ExecutionSuspended: Suspended = true; break;
            case HistoryEventType.ExecutionResumed: Resume(e); break;
            case HistoryEventType.ExecutionTerminated: Terminate(e); break;
            case HistoryEventType.ExecutionCompleted: End(e); break;
            case HistoryEventType.EventRaised: At(e, () => events.Deliver(e)); break;
            case HistoryEventType.TaskCompleted or HistoryEventType.SubOrchestrationInstanceCompleted or HistoryEventType.TimerFired:
                if (open.Remove(e.TaskId!.Value, out var done)) At(e, () => done.Source.TrySetResult(e.Result));
                break;
            case HistoryEventType.TaskFailed or HistoryEventType.SubOrchestrationInstanceFailed:
                if (open.Remove(e.TaskId!.Value, out var failed)) At(e, () => failed.Fail(e.Failure!));
                break;
            default: Recognise(e); break;
        }
    }

    /// <summary>Lets the code run on, at the time of the event, until it waits again.</summary>
    void At(HistoryEvent e, Action happens)
    {
        if (e.Timestamp > Now) Now = e.Timestamp;
        loop.Run(happens);
        if (run is { IsCompleted: true } && Outcome is null) Outcome = Result();
    }

    void Resume(HistoryEvent e)
    {
        Suspended = false;
        while (!Suspended && held.TryDequeue(out var waiting))
        {
            if (waiting.TaskId is { } task) heldTasks.Remove(task);
            Handle(waiting with { Timestamp = e.Timestamp }, IsReplaying);
        }
    }

    void Hold(HistoryEvent e)
    {
        held.Enqueue(e);
        if (e.TaskId is { } task) heldTasks.Add(task);
    }

    void Terminate(HistoryEvent e)
    {
        decided.Clear();
        Outcome = new(Outcome.Terminated, e.Input);
    }

    void End(HistoryEvent e)
    {
        Outcome = new(e.Status ?? Outcome.Completed, e.Result, e.Failure);
        if (e.Timestamp > Now) Now = e.Timestamp;
        Ended = true;
    }
}
