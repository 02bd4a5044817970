namespace DurableTask.Core.Exceptions;

/// <summary>What the official client throws when an id is in use. Not public: code that runs both ways cannot name it.</summary>
sealed class OrchestrationAlreadyExistsException(string message) : Exception(message);
