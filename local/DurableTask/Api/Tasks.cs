namespace Microsoft.DurableTask;

/// <summary>An orchestrator, whatever its types.</summary>
public interface ITaskOrchestrator
{
    Type InputType { get; }

    Type OutputType { get; }

    Task<object?> RunAsync(TaskOrchestrationContext context, object? input);
}

/// <summary>An orchestrator as a class. Its code is replayed: no clock, no random numbers, no I/O, no threads.</summary>
public abstract class TaskOrchestrator<TInput, TOutput> : ITaskOrchestrator
{
    Type ITaskOrchestrator.InputType => typeof(TInput);

    Type ITaskOrchestrator.OutputType => typeof(TOutput);

    async Task<object?> ITaskOrchestrator.RunAsync(TaskOrchestrationContext context, object? input)
    {
        ArgumentNullException.ThrowIfNull(context);

        // No ConfigureAwait(false): the continuation has to stay on the orchestrator's own scheduler.
#pragma warning disable CA2007
        return await RunAsync(context, (TInput)input!);
#pragma warning restore CA2007
    }

    public abstract Task<TOutput> RunAsync(TaskOrchestrationContext context, TInput input);
}

/// <summary>An activity, whatever its types.</summary>
public interface ITaskActivity
{
    Type InputType { get; }

    Type OutputType { get; }

    Task<object?> RunAsync(TaskActivityContext context, object? input);
}

/// <summary>An activity as a class: it may do anything, and it may be run more than once.</summary>
public abstract class TaskActivity<TInput, TOutput> : ITaskActivity
{
    Type ITaskActivity.InputType => typeof(TInput);

    Type ITaskActivity.OutputType => typeof(TOutput);

    async Task<object?> ITaskActivity.RunAsync(TaskActivityContext context, object? input)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await RunAsync(context, (TInput)input!).ConfigureAwait(false);
    }

    public abstract Task<TOutput> RunAsync(TaskActivityContext context, TInput input);
}

/// <summary>What an activity is told about its call.</summary>
public abstract class TaskActivityContext
{
    public abstract TaskName Name { get; }

    /// <summary>The orchestration instance that called.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The version under which it was called; empty without versions.</summary>
    public virtual string Version => string.Empty;
}

/// <summary>The orchestration that called this one.</summary>
/// <param name="Name">Its orchestrator.</param>
/// <param name="InstanceId">Its instance.</param>
public record ParentOrchestrationInstance(TaskName Name, string InstanceId);
