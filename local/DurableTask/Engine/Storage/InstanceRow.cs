using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Campaigns.Local.DurableTask.Storage;

/// <summary>An instance's row: what clients see of it, and when the engine has to look at it next.</summary>
sealed record InstanceRow
{
    /// <summary>No time at all: only something from outside can move the instance.</summary>
    public static readonly DateTime Never = new(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    public required string Id { get; init; }

    public required string Name { get; init; }

    public string Version { get; init; } = string.Empty;

    /// <summary>Made when the instance is started; a history that was begun under another one belongs to a predecessor.</summary>
    public required string StartId { get; init; }

    /// <summary>The first execution has the start's id; each one after a continue-as-new has an id of its own.</summary>
    public required string ExecutionId { get; init; }

    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public TaskFailureDetails? Failure { get; init; }

    public DateTime Created { get; init; }

    public DateTime Updated { get; init; }

    public DateTime? Completed { get; init; }

    /// <summary>Not to begin before.</summary>
    public DateTime? StartAt { get; init; }

    /// <summary>
    /// When the engine has to look at the instance. In the past while it is at work: a crash then finds it again.
    /// </summary>
    public DateTime Due { get; init; } = Never;

    /// <summary>What the history up to this sequence number asks of other instances has been done.</summary>
    public long DoneThrough { get; init; } = -1;

    /// <summary>The history as it was when the instance left memory; null while it is there.</summary>
    public byte[]? Packed { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Who waits for the result; null for an instance that a client started.</summary>
    public ParentTask? Parent { get; init; }

    public bool IsOver => Status is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;
}

/// <summary>The action of an orchestration that a sub-orchestration completes.</summary>
sealed record ParentTask(string InstanceId, string Name, string ExecutionId, int TaskId);
