using Microsoft.DurableTask;

namespace Campaigns.Local.DurableTask;

/// <summary>The orchestrators and activities that an engine can run, by name; case does not matter.</summary>
public sealed class EngineRegistry
{
    readonly Dictionary<string, Orchestrator> orchestrators = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, Activity> activities = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void AddOrchestrator(string name, Type inputType, Func<TaskOrchestrationContext, object?, Task<object?>> run) =>
        orchestrators.Add(name, new(inputType, run));

    /// <exception cref="ArgumentException">The name is taken.</exception>
    public void AddActivity(string name, Type inputType, Func<TaskActivityContext, object?, Task<object?>> run) =>
        activities.Add(name, new(inputType, run));

    internal Orchestrator? FindOrchestrator(string name) => orchestrators.GetValueOrDefault(name);

    internal Activity? FindActivity(string name) => activities.GetValueOrDefault(name);

    internal sealed record Orchestrator(Type InputType, Func<TaskOrchestrationContext, object?, Task<object?>> Run);

    internal sealed record Activity(Type InputType, Func<TaskActivityContext, object?, Task<object?>> Run);
}
