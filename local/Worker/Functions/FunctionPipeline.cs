using Microsoft.Azure.Functions.Worker.Middleware;

namespace Campaigns.Local.Worker.Functions;

/// <summary>The app's middleware around its functions.</summary>
sealed class FunctionPipeline
{
    readonly FunctionExecutionDelegate first;
    readonly Dictionary<FunctionEntry, FunctionMethod> methods;

    public FunctionPipeline(
        IEnumerable<FunctionEntry> functions, IEnumerable<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        methods = functions.ToDictionary(f => f, f => new FunctionMethod(f));
        first = middleware.Reverse().Aggregate((FunctionExecutionDelegate)Call, (next, outer) => outer(next));
    }

    public IEnumerable<FunctionMethod> Methods => methods.Values;

    /// <summary>
    /// Runs one invocation and leaves the answer in its result. An orchestrator's is awaited on the engine's own context,
    /// so nothing on this path may configure its awaits away from it.
    /// </summary>
    public Task Run(LocalFunctionContext context) => first(context);

    async Task Call(Microsoft.Azure.Functions.Worker.FunctionContext context)
    {
        var local = (LocalFunctionContext)context;
        local.Result.Value = await methods[local.Function].Invoke(local);
    }
}
