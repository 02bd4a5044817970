namespace Microsoft.DurableTask.Client;

/// <summary>Where an instance stands.</summary>
public enum OrchestrationRuntimeStatus
{
    Running = 0,
    Completed = 1,
    [Obsolete("Not a state that can be seen: an instance that continues as new stays Running.")]
    ContinuedAsNew = 2,
    Failed = 3,
    [Obsolete("Never set; Terminated is what an ended instance has.")]
    Canceled = 4,
    Terminated = 5,
    Pending = 6,
    Suspended = 7,
}
