using Campaigns.Local.DurableTask.Storage;

namespace Campaigns.Local.DurableTask.Running;

/// <summary>Continue-as-new.</summary>
sealed partial class Steps
{
    const int MostSources = 64;

    /// <summary>
    /// Replaces the history by one that begins with the next execution's start and the events that nobody took. Events
    /// that the old execution sent go over too, so that a crash cannot lose them; its unfinished tasks are forgotten.
    /// </summary>
    async Task BeginAnewAsync(Slot slot, Live live, Action<Exception> trouble)
    {
        var old = live.Execution;
        var outcome = old.Outcome!;
        var decisions = old.TakeDecisions();
        var kept = old.LeftOver.Where(e => outcome.KeepEvents || e.Type != HistoryEventType.EventRaised).ToList();
        live.Row = live.Row with
        {
            Input = outcome.Result,
            Version = outcome.NewVersion ?? live.Row.Version,
            ExecutionId = Guid.NewGuid().ToString("N"),
            Updated = hub.Now,
        };
        var oldExecution = live.Cursor.ExecutionId;
        List<HistoryEvent> sent = [.. decisions.Where(d => d.Type == HistoryEventType.EventSent)
            .Select(d => d with { EventId = -1, Source = $"{oldExecution}:{d.EventId}" })];
        List<HistoryEvent> rows = [Start(live, old.Now), .. sent, .. kept.Select(e => e with { Timestamp = old.Now })];
        await hub.Histories.ContinueAsync(live.Cursor, live.Row.ExecutionId, live.Sources.TakeLast(MostSources), rows, trouble).ConfigureAwait(false);

        live.Events = rows;
        live.Execution = NewExecution(slot);
        live.HasStart = true;
        foreach (var e in rows) live.Execution.Handle(e, replaying: false);
        foreach (var e in sent) hub.Effects.Send(live, e);
        foreach (var d in decisions.Where(d => d.Type == HistoryEventType.TaskScheduled)) hub.Activities.Start(slot, oldExecution, d);
        foreach (var d in decisions.Where(d => d.Type == HistoryEventType.SubOrchestrationInstanceCreated))
            hub.Effects.StartChild(live, d, oldExecution);
        hub.Changed(slot.Id);
    }
}
