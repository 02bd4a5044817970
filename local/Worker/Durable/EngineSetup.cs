using Campaigns.Local.DurableTask;
using Campaigns.Local.Worker.Functions;
using Microsoft.Extensions.DependencyInjection;

namespace Campaigns.Local.Worker.Durable;

/// <summary>Makes orchestrator and activity functions known to the engine under their names.</summary>
static class EngineSetup
{
    public static EngineRegistry Registry(IEnumerable<FunctionEntry> functions, FunctionPipeline pipeline, IServiceProvider services)
    {
        var registry = new EngineRegistry();
        foreach (var function in functions)
        {
            if (function.Kind == TriggerKind.Orchestration)
                registry.AddOrchestrator(function.Name, function.InputType, (context, input) => Run(function, pipeline, services, context, input));
            else if (function.Kind == TriggerKind.Activity)
                registry.AddActivity(function.Name, function.InputType, (context, input) => Run(function, pipeline, services, context, input));
        }

        return registry;
    }

    /// <summary>
    /// Each step of an orchestrator and each attempt of an activity is an invocation of its own, with its own scope.
    /// An orchestrator that goes on waiting never comes back here; its scope holds nothing but what middleware asked it for.
    /// </summary>
    static async Task<object?> Run(
        FunctionEntry function, FunctionPipeline pipeline, IServiceProvider services, object trigger, object? input)
    {
        await using var scope = services.CreateAsyncScope();
        var context = new LocalFunctionContext(function, scope.ServiceProvider, CancellationToken.None) { Trigger = trigger, Input = input };
        await pipeline.Run(context);
        return context.Result.Value;
    }
}
