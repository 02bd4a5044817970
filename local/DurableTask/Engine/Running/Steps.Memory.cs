using Campaigns.Local.DurableTask.Replay;
using Campaigns.Local.DurableTask.Storage;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.DurableTask.Running;

/// <summary>Into memory and out of it again.</summary>
sealed partial class Steps
{
    /// <summary>Reads an instance and plays its history; takes up what was under way. Null when it is over or gone.</summary>
    async Task<Live?> LoadAsync(Slot slot, Action<Exception> trouble)
    {
        var marking = MarkAsync(slot, trouble);
        var row = await hub.Instances.FindAsync(slot.Id, trouble).ConfigureAwait(false);
        if (!await marking.ConfigureAwait(false) || row is null || row.IsOver) return null;

        var (cursor, events) = await HistoryAsync(slot, row, trouble).ConfigureAwait(false);
        row = row with { Packed = null };
        var live = new Live(row, cursor, NewExecution(slot)) { Events = events };
        live.HasStart = events.Exists(e => e.Type == HistoryEventType.ExecutionStarted);
        live.Sources.UnionWith(events.Where(e => e.Type == HistoryEventType.EventRaised).Select(e => e.Source).OfType<string>());
        Replay(live, events);
        TakeInput(live, events);
        slot.Live = live;
        live.Row = Seen(live) with { Updated = row.Updated };
        Resume(slot, live, events);
        return live;
    }

    /// <summary>A new instance: there is nothing to read.</summary>
    public void Begin(Slot slot, InstanceRow row) =>
        slot.Live = new Live(row, new HistoryCursor(row.Id, row.StartId) { ExecutionId = row.StartId }, NewExecution(slot));

    /// <summary>From the row, where that is good; else from the history's table.</summary>
    async Task<(HistoryCursor Cursor, List<HistoryEvent> Events)> HistoryAsync(Slot slot, InstanceRow row, Action<Exception> trouble)
    {
        var packed = slot.IsDistrusted || row.Packed is null ? null : Snapshot.Unpack(row.Packed);
        var isGood = packed is not null
            && (slot.LeftHere || !await hub.Histories.ExistsAsync(slot.Id, packed.Next, trouble).ConfigureAwait(false));
        (slot.LeftHere, slot.IsDistrusted) = (false, false);
        if (isGood) return (packed!.Cursor(slot.Id, row.StartId), [.. packed.Events]);
        var rows = await hub.Histories.ReadAsync(slot.Id, trouble).ConfigureAwait(false);
        return await hub.Histories.ViewAsync(slot.Id, row.StartId, rows).ConfigureAwait(false);
    }

    /// <summary>
    /// While an instance is at work its row says that it is due, so that a crash cannot leave it forgotten. Needed only
    /// where the row names a later time: where something came from outside.
    /// </summary>
    async Task<bool> MarkAsync(Slot slot, Action<Exception> trouble)
    {
        var now = hub.Now;
        if (slot.StoredDue <= now) return true;
        if (!await hub.Instances.MarkAsync(slot.Id, now, trouble).ConfigureAwait(false)) return false;
        slot.StoredDue = now;
        return true;
    }

    Execution NewExecution(Slot slot)
    {
        Execution? made = null;
        made = new Execution(hub.Setup, slot.Id, () => hub.Post(slot, new() { Strayed = made }));
        return made;
    }

    void Replay(Live live, List<HistoryEvent> events)
    {
        if (events.Count > 0 && events[^1].Type == HistoryEventType.ExecutionCompleted)
        {
            live.Execution.Handle(events[^1], replaying: true);
            return;
        }

        try
        {
            foreach (var e in events) live.Execution.Handle(e, replaying: true);
        }
        catch (global::DurableTask.Core.Exceptions.NonDeterministicOrchestrationException e)
        {
            log.LogError("Instance {Instance} cannot be replayed: {Error}", live.Row.Id, e.Message);
            live.Execution.Fail(e);
        }
    }

    /// <summary>After a continue-as-new the row may still tell of the execution before.</summary>
    static void TakeInput(Live live, List<HistoryEvent> events)
    {
        if (events.Find(e => e.Type == HistoryEventType.ExecutionStarted) is { } started)
            live.Row = live.Row with { Input = started.Input, Version = started.Version ?? string.Empty, ExecutionId = live.Cursor.ExecutionId };
    }

    /// <summary>What a crash may have interrupted: activities run again, messages to other instances go again.</summary>
    void Resume(Slot slot, Live live, List<HistoryEvent> events)
    {
        var undone = events.Where((_, i) => live.Cursor.First + i > live.Row.DoneThrough).ToList();
        foreach (var e in undone.Where(e => e.Type == HistoryEventType.EventSent)) hub.Effects.Send(live, e);
        foreach (var e in undone.Where(e => e.Type == HistoryEventType.SubOrchestrationInstanceCreated && !IsDone(e, events)))
            hub.Effects.StartChild(live, e);
        if (live.Execution.Ended)
        {
            hub.Effects.Finish(slot, live, Recursive(events), events);
            return;
        }

        if (live.Execution.Outcome is not null) return;
        var scheduled = events.Where(e => e.Type == HistoryEventType.TaskScheduled).Select(e => e.EventId).ToHashSet();
        foreach (var task in live.Execution.OpenActivities.Where(t => scheduled.Contains(t.Id)).OrderBy(t => t.Id).ToList())
            hub.Activities.Start(slot, live.Cursor.ExecutionId, task.Action with { EventId = task.Id });
    }

    static bool IsDone(HistoryEvent created, List<HistoryEvent> events) => events.Exists(e =>
        e.TaskId == created.EventId
        && e.Type is HistoryEventType.SubOrchestrationInstanceCompleted or HistoryEventType.SubOrchestrationInstanceFailed);

    static bool CanLeave(Slot slot, Live live) => slot.Activities == 0 && live.Effects.Count == 0 && !slot.HasMail;

    async Task LeaveAsync(Slot slot, Live live)
    {
        var due = live.NextDue;
        var row = live.Row with { Due = due, DoneThrough = live.Cursor.Next - 1, Packed = Snapshot.Of(live.Cursor, live.Events).Pack() };
        await hub.Instances.WriteAsync(row).ConfigureAwait(false);
        slot.LeftHere = true;
        slot.StoredDue = due;
        slot.Live = null;
    }

    async Task PublishAsync(Live live)
    {
        if (live.IsPublished) return;
        var row = live.Row with { Due = live.Written.Due < hub.Now ? live.Written.Due : hub.Now };
        await hub.Instances.WriteAsync(row).ConfigureAwait(false);
        live.Written = row;
    }
}
