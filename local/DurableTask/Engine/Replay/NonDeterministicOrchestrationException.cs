namespace DurableTask.Core.Exceptions;

/// <summary>The code and the history disagree: the orchestrator was changed under a running instance, or is not deterministic.</summary>
sealed class NonDeterministicOrchestrationException(int eventId, string details)
    : Exception($"Non-Deterministic workflow detected: {details}")
{
    public int EventId { get; } = eventId;
}
