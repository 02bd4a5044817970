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

    /// <summary>How long an instance that waits stays in memory, in case more happens.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many instances may stay in memory while they wait.</summary>
    public int MaxLingering { get; init; } = 500;

    /// <summary>How often the owner of a hub says that it is alive.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After this time without a sign of life another machine may take the hub over.</summary>
    public TimeSpan OwnerExpiry { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For tests: called before each call to storage, with its name; may throw, or abandon the engine.</summary>
    internal Func<string, Task>? BeforeStorageCall { get; init; }

    /// <summary>For tests: called after each call to storage that succeeded.</summary>
    internal Func<string, Task>? AfterStorageCall { get; init; }
}
