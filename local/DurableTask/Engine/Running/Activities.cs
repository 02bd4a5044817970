using Campaigns.Local.DurableTask.Replay;
using Campaigns.Local.DurableTask.Storage;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.DurableTask.Running;

/// <summary>Runs activities, so many at a time, and reports how they went.</summary>
sealed class Activities(Hub hub, ILogger log) : IDisposable
{
    readonly SemaphoreSlim permits = new(hub.Options.MaxConcurrentActivities);
    readonly CancellationTokenSource stopping = new();
    readonly Pulse running = new();

    public void Start(Slot slot, string executionId, HistoryEvent scheduled)
    {
        slot.ActivityBegins();
        hub.Pulse.Begin();
        _ = Task.Run(() => RunAsync(slot, executionId, scheduled));
    }

    /// <summary>Begins no more, and waits a while for those that run. The others run after the next start.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        try
        {
            await running.WhenQuiet().WaitAsync(limit, hub.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            log.LogWarning("Activities still run after {Limit}; they will run again after the next start", limit);
        }
    }

    public void Dispose()
    {
        permits.Dispose();
        stopping.Dispose();
    }

    async Task RunAsync(Slot slot, string executionId, HistoryEvent scheduled)
    {
        try
        {
            await permits.WaitAsync(stopping.Token).ConfigureAwait(false);
            try
            {
                running.Begin();
                var done = await ResultAsync(slot.Id, scheduled).ConfigureAwait(false);
                hub.Post(slot, new() { Event = done with { TaskId = scheduled.EventId }, ExecutionId = executionId });
                slot.ActivityEnded();
            }
            finally
            {
                running.End();
                permits.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: its turn never came.
        }
        finally
        {
            hub.Pulse.End();
        }
    }

    async Task<HistoryEvent> ResultAsync(string instanceId, HistoryEvent scheduled)
    {
        if (hub.Setup.Registry.FindActivity(scheduled.Name!) is not { } activity)
            return new() { Type = HistoryEventType.TaskFailed, Failure = Failures.Missing("activity", scheduled.Name!) };
        try
        {
            var input = hub.Setup.Converter.Deserialize(scheduled.Input, activity.InputType) ?? Nothing.Of(activity.InputType);
            var context = new Context(scheduled.Name!, instanceId, scheduled.Version ?? string.Empty);
            var value = await activity.Run(context, input).ConfigureAwait(false);
            return new() { Type = HistoryEventType.TaskCompleted, Result = hub.Setup.Serialize(value) };
        }
#pragma warning disable CA1031 // whatever an activity throws is its result
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.LogInformation("Activity {Name} of instance {Instance} failed with {Error}", scheduled.Name, instanceId, e.GetType());
            return new() { Type = HistoryEventType.TaskFailed, Failure = Failures.From(e) };
        }
    }

    sealed class Context(string name, string instanceId, string version) : TaskActivityContext
    {
        public override TaskName Name => name;

        public override string InstanceId => instanceId;

        public override string Version => version;
    }
}
