using Microsoft.DurableTask;

namespace Campaigns.Local.DurableTask;

/// <summary>One line of an instance's history. Which of the optional facts are there depends on the type.</summary>
public sealed record HistoryEvent
{
    public required HistoryEventType Type { get; init; }

    /// <summary>The number of the orchestrator's action, counted from 0; -1 for what came from outside.</summary>
    public int EventId { get; init; } = -1;

    /// <summary>UTC. For what came from outside: the orchestrator's time while it handled it.</summary>
    public DateTime Timestamp { get; init; }

    /// <summary>The activity, orchestrator or event.</summary>
    public string? Name { get; init; }

    public string? Version { get; init; }

    public string? Input { get; init; }

    public string? Result { get; init; }

    /// <summary>Why it was suspended, resumed or failed, in a few words.</summary>
    public string? Reason { get; init; }

    public TaskFailureDetails? Failure { get; init; }

    /// <summary>The action that this completes: TaskScheduledId or TimerId.</summary>
    public int? TaskId { get; init; }

    public DateTime? FireAt { get; init; }

    /// <summary>The child that is created, the addressee of an event, or the parent of a started execution.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The parent's orchestrator, of a started execution.</summary>
    public string? ParentName { get; init; }

    /// <summary>The final status, of a completed execution.</summary>
    public string? Status { get; init; }

    /// <summary>Ends sub-orchestrations too, of a termination.</summary>
    public bool Recursive { get; init; }

    /// <summary>Which action of which execution sent an event; an event is taken once from each.</summary>
    public string? Source { get; init; }
}
