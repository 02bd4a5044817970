namespace Campaigns.Local.DurableTask.Replay;

/// <summary>What an execution waits for, as the engine needs to know it.</summary>
sealed partial class Execution
{
    public IEnumerable<OpenTask> OpenActivities => Open(HistoryEventType.TaskScheduled);

    public IEnumerable<OpenTask> OpenChildren => Open(HistoryEventType.SubOrchestrationInstanceCreated);

    /// <summary>When the earliest timer fires; null without one.</summary>
    public DateTime? NextTimer => Open(HistoryEventType.TimerCreated).Min(t => t.Action.FireAt);

    /// <summary>Whether a completion of this action would be news.</summary>
    public bool Awaits(int taskId) => open.ContainsKey(taskId) && !heldTasks.Contains(taskId);

    /// <summary>The timers that are due, in the order in which they fire.</summary>
    public IEnumerable<HistoryEvent> DueTimers(DateTime now) => Open(HistoryEventType.TimerCreated)
        .Where(t => t.Action.FireAt <= now)
        .OrderBy(t => t.Action.FireAt).ThenBy(t => t.Id)
        .Select(t => new HistoryEvent
        {
            Type = HistoryEventType.TimerFired,
            TaskId = t.Id,
            FireAt = t.Action.FireAt,
            Timestamp = now,
        })
        .ToList();

    IEnumerable<OpenTask> Open(HistoryEventType type) =>
        open.Values.Where(t => t.Action.Type == type && !heldTasks.Contains(t.Id));
}
