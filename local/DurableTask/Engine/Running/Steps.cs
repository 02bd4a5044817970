using Campaigns.Local.DurableTask.Replay;
using Campaigns.Local.DurableTask.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.DurableTask.Running;

/// <summary>
/// One step of an instance: take what came, let the code run, store both in one commit, and only then act on it.
/// </summary>
sealed partial class Steps(Hub hub, ILogger log)
{
    public async Task RunAsync(Slot slot, List<Message> batch)
    {
        if (slot.Live is null && batch.TrueForAll(m => m == Message.Leave || m.Publish || m.Strayed is not null))
        {
            Settle(batch, true);
            return;
        }

        var live = slot.Live ?? await LoadAsync(slot, e => Complain(batch, e)).ConfigureAwait(false);
        if (live is null)
        {
            hub.Remove(slot);
            Settle(batch, false);
            return;
        }

        await AdvanceAsync(slot, live, batch).ConfigureAwait(false);
        if (live.Execution.Ended) return;
        hub.Wakeups.Set(slot, live.NextDue);
        if (batch.Exists(m => m.Publish)) await PublishAsync(live).ConfigureAwait(false);
        Settle(batch, true);
        if (batch.Contains(Message.Leave) && CanLeave(slot, live)) await LeaveAsync(slot, live).ConfigureAwait(false);
        else if (slot.Activities == 0) hub.Lingering.Used(slot);
    }

    /// <summary>Applies the messages, and goes on while the code has something to write down.</summary>
    async Task AdvanceAsync(Slot slot, Live live, List<Message> batch)
    {
        void Trouble(Exception e) => Complain(batch, e);
        List<Message> refused = [];
        var arrived = Arrive(live, batch, refused);
        while (arrived.Count > 0 || live.Execution.HasNews)
        {
            if (live.Execution.Outcome is { Status: Outcome.ContinuedAsNew })
                await BeginAnewAsync(slot, live, Trouble).ConfigureAwait(false);
            else
                await CommitAsync(slot, live, arrived, Trouble).ConfigureAwait(false);
            arrived = [];
            if (live.Execution.Ended) break;
        }

        Settle(refused, false);
        if (!live.Execution.Ended) return;
        hub.Wakeups.Set(slot, InstanceRow.Never);
        Settle(batch, true);
    }

    async Task CommitAsync(Slot slot, Live live, List<HistoryEvent> arrived, Action<Exception> trouble)
    {
        var decisions = live.Execution.TakeDecisions();
        List<HistoryEvent> rows = [.. arrived, .. decisions];
        var end = live.Execution.Outcome is { } outcome ? End(live, outcome) : null;
        if (end is not null) rows.Add(end);
        await hub.Histories.AppendAsync(live.Cursor, rows, trouble).ConfigureAwait(false);
        live.Events.AddRange(rows);
        if (end is not null) live.Execution.Handle(end, replaying: false);
        live.Row = Seen(live);
        hub.Changed(slot.Id);
        Act(slot, live, decisions);
        if (end is not null) hub.Effects.Finish(slot, live, Recursive(arrived));
    }

    HistoryEvent End(Live live, Outcome outcome) => new()
    {
        Type = HistoryEventType.ExecutionCompleted,
        Timestamp = hub.Now > live.Execution.Now ? hub.Now : live.Execution.Now,
        Status = outcome.Status,
        Result = outcome.Result,
        Failure = outcome.Failure,
    };

    /// <summary>The row as clients should see it after this commit.</summary>
    InstanceRow Seen(Live live)
    {
        var row = live.Row with { Updated = hub.Now, CustomStatus = live.Execution.CustomStatus };
        if (!live.Execution.Ended) return row with { Status = StatusOf(live.Execution) };
        var outcome = live.Execution.Outcome!;
        return row with
        {
            Status = Enum.Parse<OrchestrationRuntimeStatus>(outcome.Status),
            Output = outcome.Result,
            Failure = outcome.Failure,
            Completed = live.Execution.Now,
        };
    }

    static OrchestrationRuntimeStatus StatusOf(Execution execution) =>
        execution.Suspended ? OrchestrationRuntimeStatus.Suspended
        : execution.Started ? OrchestrationRuntimeStatus.Running
        : OrchestrationRuntimeStatus.Pending;

    void Act(Slot slot, Live live, IReadOnlyList<HistoryEvent> decisions)
    {
        foreach (var action in decisions)
        {
            if (action.Type == HistoryEventType.TaskScheduled) hub.Activities.Start(slot, live.Cursor.ExecutionId, action);
            if (action.Type == HistoryEventType.SubOrchestrationInstanceCreated) hub.Effects.StartChild(live, action);
            if (action.Type == HistoryEventType.EventSent) hub.Effects.Send(live, action);
        }
    }

    static bool Recursive(List<HistoryEvent> events) =>
        events.Exists(e => e is { Type: HistoryEventType.ExecutionTerminated, Recursive: true });

    static void Settle(List<Message> batch, bool taken)
    {
        foreach (var message in batch) message.Ack?.TrySetResult(taken);
    }

    /// <summary>Clients do not wait for the end of an outage; what they asked for may still happen.</summary>
    static void Complain(List<Message> batch, Exception e)
    {
        foreach (var message in batch.Where(m => m.FromClient)) message.Ack?.TrySetException(e);
    }
}
