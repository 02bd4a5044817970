using System.Diagnostics;
using Campaigns.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Campaigns.Functions.Telemetry;

/// <summary>
/// Around every function: a span and a time for doors, timers and activities, a count for orchestrators, whose runs are replays and do not come
/// back while they wait. A door is told by its function's name: addresses hold tokens.
/// </summary>
public sealed class EveryRun(TimeProvider time) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var name = context.FunctionDefinition.Name;
        var trigger = context.FunctionDefinition.InputBindings.Values.First(binding => binding.Type.EndsWith("Trigger", StringComparison.Ordinal)).Type;
        if (trigger == "orchestrationTrigger")
        {
            Meters.Replays.Add(1, new KeyValuePair<string, object?>("orchestrator", name));
            await next(context); // on the engine's own context
            return;
        }
        using var span = Traces.Beginning($"{Word(trigger)} {name}", trigger == "httpTrigger" ? ActivityKind.Server : ActivityKind.Consumer);
        var start = time.GetTimestamp();
        var outcome = "failed";
        try
        {
            await next(context);
            outcome = context.GetHttpContext()?.Response.StatusCode >= 500 ? "failed" : "done";
        }
        catch (Exception error)
        {
            span.Failed(error);
            throw;
        }
        finally
        {
            Meters.Functions.Record(time.GetElapsedTime(start).TotalSeconds, new("function", name), new("outcome", outcome));
        }
    }

    static string Word(string trigger) => trigger switch { "httpTrigger" => "door", "timerTrigger" => "timer", _ => "activity" };
}
