using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.DurableTask.Replay;

/// <summary>The orchestrator's door to the world, over an <see cref="Execution"/>.</summary>
sealed partial class ReplayContext : TaskOrchestrationContext
{
    readonly Execution execution;
    readonly ExecutionSetup setup;
    readonly HistoryEvent started;
    int guids;

    internal ReplayContext(Execution execution, ExecutionSetup setup, HistoryEvent started)
    {
        (this.execution, this.setup, this.started) = (execution, setup, started);
        if (started.InstanceId is not null) Parent = new(started.ParentName!, started.InstanceId);
    }

    public override TaskName Name => started.Name!;

    public override string InstanceId => execution.InstanceId;

    public override ParentOrchestrationInstance? Parent { get; }

    public override string Version => started.Version ?? string.Empty;

    public override DateTime CurrentUtcDateTime => execution.Now;

    public override bool IsReplaying => execution.IsReplaying;

    protected override ILoggerFactory LoggerFactory => setup.Loggers;

    internal string? CustomStatus { get; private set; }

    /// <summary>Set once the orchestrator has asked to begin anew.</summary>
    internal ContinueAsNewOptions? Next { get; private set; }

    public override T? GetInput<T>()
        where T : default => setup.Converter.Deserialize<T>(started.Input);

    public override Guid NewGuid()
    {
        CheckThread();
        return DeterministicGuid.Create(InstanceId, CurrentUtcDateTime, guids++);
    }

    public override void SetCustomStatus(object? customStatus)
    {
        CheckThread();
        CustomStatus = setup.Serialize(customStatus);
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        ContinueAsNew(new ContinueAsNewOptions { NewInput = newInput, PreserveUnprocessedEvents = preserveUnprocessedEvents });

    public override void ContinueAsNew(ContinueAsNewOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        CheckThread();
        Next = options;
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        CheckThread();
        execution.Decide(new()
        {
            Type = HistoryEventType.EventSent,
            InstanceId = instanceId,
            Name = eventName,
            Input = setup.Serialize(payload),
        });
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        CheckThread();
        return execution.Events.Wait<T>(eventName, cancellationToken);
    }

    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        CheckThread();
        cancellationToken.ThrowIfCancellationRequested();
        var timer = execution.Decide(new() { Type = HistoryEventType.TimerCreated, FireAt = fireAt.ToUniversalTime() });
        using var _ = cancellationToken.Register(() =>
        {
            execution.Forget(timer);
            timer.Source.TrySetCanceled(cancellationToken);
        });
#pragma warning disable CA2007 // stays on the loop
        await timer.Source.Task;
#pragma warning restore CA2007
    }

    void CheckThread()
    {
        if (!execution.IsRunningHere)
            throw new InvalidOperationException(
                "The context was used from another thread. An orchestrator may only await tasks that its context gave, without ConfigureAwait(false).");
    }
}
