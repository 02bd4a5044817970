using Campaigns.Local.DurableTask.Replay;

namespace Campaigns.Local.DurableTask.Running;

/// <summary>From messages and due times to events of the history.</summary>
sealed partial class Steps
{
    /// <summary>
    /// Lets the execution handle what is due and what came, in this order, and gives the events that are to be stored.
    /// A message that comes a second time is no event, nor one that comes too late; the sender of that one is told.
    /// </summary>
    List<HistoryEvent> Arrive(Live live, List<Message> batch, List<Message> refused)
    {
        var now = hub.Now;
        List<HistoryEvent> stored = [];
        void Take(HistoryEvent e)
        {
            stored.Add(e);
            live.Execution.Handle(e, replaying: false);
        }

        if (live.Execution.Ended)
        {
            refused.AddRange(batch);
            return stored;
        }

        if (!live.HasStart && (live.Row.StartAt ?? DateTime.MinValue) <= now && live.Execution.Outcome is null)
        {
            live.HasStart = true;
            Take(Start(live, now));
        }

        foreach (var timer in live.Execution.DueTimers(now))
            if (live.Execution.Outcome is null) Take(timer);
        foreach (var message in batch)
        {
            if (message.Strayed == live.Execution && live.Execution.Outcome is null) live.Execution.Fail(Stray());
            if (message.Event is not { } e) continue;
            if (Counts(live, message, e)) Take(e with { Timestamp = now });
            else if (live.Execution.Outcome is not (null or { Status: Outcome.ContinuedAsNew })) refused.Add(message);
        }

        return stored;
    }

    static bool Counts(Live live, Message message, HistoryEvent e)
    {
        if (message.ExecutionId is { } meant && meant != live.Cursor.ExecutionId) return false;
        if (live.Execution.Outcome is { } over && !(over.Status == Outcome.ContinuedAsNew && IsForNext(e))) return false;
        if (e.TaskId is { } task) return live.Execution.Awaits(task);
        return e.Source is null || live.Sources.Add(e.Source);
    }

    /// <summary>A next execution follows: what clients said goes over to it, or ends it; results are of no use to it.</summary>
    static bool IsForNext(HistoryEvent e) => e.TaskId is null;

    static HistoryEvent Start(Live live, DateTime now) => new()
    {
        Type = HistoryEventType.ExecutionStarted,
        Timestamp = now,
        Name = live.Row.Name,
        Version = live.Row.Version,
        Input = live.Row.Input,
        InstanceId = live.Row.Parent?.InstanceId,
        ParentName = live.Row.Parent?.Name,
    };

    static InvalidOperationException Stray() => new(
        "The orchestrator awaited something that its context did not give it (a delay, I/O, another thread, ConfigureAwait(false)). "
        + "Such an await cannot be replayed; do it in an activity.");
}
