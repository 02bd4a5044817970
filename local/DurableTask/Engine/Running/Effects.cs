using Campaigns.Local.DurableTask.Replay;
using Campaigns.Local.DurableTask.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.DurableTask.Running;

/// <summary>
/// What a commit asks of other instances. Each may be asked again after a crash and is done once: a child has a start id
/// made of the action that called it, an event names the action that sent it, a result completes a task once.
/// </summary>
sealed partial class Effects(Hub hub, ILogger log)
{
    public void Send(Live live, HistoryEvent sent)
    {
        var source = sent.Source ?? $"{live.Cursor.ExecutionId}:{sent.EventId}";
        var raised = new HistoryEvent { Type = HistoryEventType.EventRaised, Name = sent.Name, Input = sent.Input, Source = source };
        var sending = live.AfterEarlier(() => TellAsync(sent.InstanceId!, raised));
        Run(live, () => sending);
    }

    public void StartChild(Live live, HistoryEvent created, string? executionId = null)
    {
        var parent = new ParentTask(live.Row.Id, live.Row.Name, executionId ?? live.Cursor.ExecutionId, created.EventId);
        Run(live, () => StartChildAsync(parent, created));
    }

    /// <summary>Brings an ended instance to its rest: everything told that is to be told, its row written, its place freed.</summary>
    /// <param name="history">The whole history, where it was read; without it, what the execution knows.</param>
    public void Finish(Slot slot, Live live, bool recursive, List<HistoryEvent>? history = null)
    {
        var earlier = live.Effects;
        var children = recursive ? Children(live, history) : [];
        Run(live, async () =>
        {
            await Task.WhenAll(earlier).ConfigureAwait(false);
            foreach (var child in children) await TellAsync(child, Termination()).ConfigureAwait(false);
            if (live.Row.Parent is { } parent) await ReportAsync(parent, live.Row).ConfigureAwait(false);
            await hub.Instances.WriteAsync(live.Row with { Due = InstanceRow.Never, DoneThrough = live.Cursor.Next - 1 }).ConfigureAwait(false);
            hub.Remove(slot);
        });
    }

    static List<string> Children(Live live, List<HistoryEvent>? history) => history is null
        ? [.. live.Execution.OpenChildren.Select(c => c.Action.InstanceId!)]
        : [.. history.Where(e => e.Type == HistoryEventType.SubOrchestrationInstanceCreated).Select(e => e.InstanceId!)];

    static HistoryEvent Termination() => new() { Type = HistoryEventType.ExecutionTerminated, Recursive = true };

    void Run(Live live, Func<Task> effect)
    {
        hub.Pulse.Begin();
        live.Add(Task.Run(async () =>
        {
            try
            {
                await effect().ConfigureAwait(false);
            }
            catch (Exception e) when (e is not (EngineStoppedException or OperationCanceledException))
            {
                // The row still says that the instance is due: the next start does it again.
                log.LogError(e, "What instance {Instance} asked of another one failed", live.Row.Id);
                throw;
            }
            finally
            {
                hub.Pulse.End();
            }
        }));
    }

    /// <summary>Until it is stored there, or the addressee is over or was never there.</summary>
    async Task TellAsync(string instanceId, HistoryEvent e, string? executionId = null)
    {
        while (true)
        {
            var ack = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!hub.Post(instanceId, new() { Event = e, ExecutionId = executionId, Ack = ack })) return;
            try
            {
                await ack.Task.ConfigureAwait(false);
                return;
            }
            catch (Exception error) when (error is not EngineStoppedException)
            {
                log.LogWarning("Instance {Instance} did not take a message ({Error}); it is told again", instanceId, error.Message);
                await Task.Delay(TimeSpan.FromSeconds(5), hub.Time, hub.Calls.Closed).ConfigureAwait(false);
            }
        }
    }

    Task ReportAsync(ParentTask parent, InstanceRow child)
    {
        var done = child.Status == OrchestrationRuntimeStatus.Completed
            ? new HistoryEvent { Type = HistoryEventType.SubOrchestrationInstanceCompleted, Result = child.Output }
            : new HistoryEvent
            {
                Type = HistoryEventType.SubOrchestrationInstanceFailed,
                Failure = child.Failure ?? new("SubOrchestrationTerminated", $"The sub-orchestration '{child.Id}' was terminated.", null, null, null),
            };
        return TellAsync(parent.InstanceId, done with { TaskId = parent.TaskId }, parent.ExecutionId);
    }
}
