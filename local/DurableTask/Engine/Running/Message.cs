namespace Campaigns.Local.DurableTask.Running;

/// <summary>Something that concerns one instance. Handled one after the other, many in one commit.</summary>
sealed class Message
{
    /// <summary>Look whether anything is due.</summary>
    public static readonly Message Poke = new();

    /// <summary>Leave memory, if nothing is going on.</summary>
    public static readonly Message Leave = new();

    /// <summary>What happened; null for the messages that only ask the engine to do something.</summary>
    public HistoryEvent? Event { get; init; }

    /// <summary>The execution that it is meant for; null for whichever there is.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>Set when the code of this execution awaited something that cannot be replayed.</summary>
    public Replay.Execution? Strayed { get; init; }

    /// <summary>The instance's row is to say what clients would see.</summary>
    public bool Publish { get; init; }

    /// <summary>True once it is stored; false when the instance could not take it any more.</summary>
    public TaskCompletionSource<bool>? Ack { get; init; }

    /// <summary>The sender hears of storage trouble, and does not wait for its end.</summary>
    public bool FromClient { get; init; }
}
