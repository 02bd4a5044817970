using Campaigns.Local.Worker.Functions;
using Campaigns.Local.Worker.Http;
using Campaigns.Local.Worker.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Campaigns.Local.Worker.Host;

/// <summary>What the real host would refuse of the app as a whole.</summary>
static class AppRules
{
    public static void Check(IReadOnlyList<FunctionEntry> functions, HostSettings settings, bool servesHttp, Problems problems)
    {
        RouteConflicts.Find(functions, problems);
        settings.Check(problems, NeedsStorage(functions));
        foreach (var function in functions)
        {
            if (function.Kind == TriggerKind.Timer)
                problems.Try(function.Name, () => TimerService.ScheduleOf(function, settings));
            if (function.Kind == TriggerKind.Http)
                problems.Try<object>(function.Name, () => CheckHttp(function, servesHttp));
        }
    }

    /// <summary>Orchestrations and monitored timers are kept in tables.</summary>
    public static bool NeedsStorage(IEnumerable<FunctionEntry> functions) => functions.Any(f => f.Kind != TriggerKind.Http) || NeedsEngine(functions);

    public static bool NeedsEngine(IEnumerable<FunctionEntry> functions) => functions.Any(f =>
        f.Kind is TriggerKind.Orchestration or TriggerKind.Activity
        || f.Definition.InputBindings.Values.Any(binding => binding.Type == "durableClient"));

    /// <summary>Each class with functions must be one that the app's services can make.</summary>
    public static void CheckClasses(FunctionPipeline pipeline, IServiceProvider services, Problems problems)
    {
        var known = services.GetRequiredService<IServiceProviderIsService>();
        foreach (var method in pipeline.Methods)
        {
            if (method.Missing(known) is { } missing)
                problems.Add(method.Name, missing);
        }
    }

    static FunctionEntry CheckHttp(FunctionEntry function, bool servesHttp)
    {
        if (!servesHttp)
            throw new FunctionProblem("HTTP functions need builder.ConfigureFunctionsWebApplication().");
        if (function.Http.AuthLevel is AuthorizationLevel.User or AuthorizationLevel.System)
            throw new FunctionProblem($"the authorization level {function.Http.AuthLevel} is not served by the local runtime.");
        return function;
    }
}
