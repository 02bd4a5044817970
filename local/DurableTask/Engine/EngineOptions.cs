using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;

namespace Campaigns.Local.DurableTask;

/// <summary>How an engine is set up.</summary>
public sealed class EngineOptions
{
    /// <summary>Prefix of the tables; letters and digits, beginning with a letter, 3 to 45 characters.</summary>
    public required string HubName { get; init; }

    /// <summary>The version that new orchestrations get when their starter names none; null for none.</summary>
    public string? DefaultVersion { get; init; }

    /// <summary>Orchestrators that are in memory and stepping at the same time.</summary>
    public int MaxConcurrentOrchestrations { get; init; } = 64;

    public int MaxConcurrentActivities { get; init; } = 64;

    /// <summary>How payloads become text.</summary>
    public DataConverter DataConverter { get; init; } = JsonDataConverter.Default;

    /// <summary>How long a stop waits for running activities.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(10);
}
