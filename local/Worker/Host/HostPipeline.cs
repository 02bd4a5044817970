using Campaigns.Local.Worker.Functions;
using Campaigns.Local.Worker.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.Worker.Host;

/// <summary>What a request passes through: the host's page, the routes, then functions and management API.</summary>
static class HostPipeline
{
    public static void Put(WebApplication app, IReadOnlyList<FunctionEntry> functions, FunctionPipeline pipeline, HostSettings settings)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Campaigns.Local.Worker");
        HomePage.Use(app, settings);
        app.UseRouting();
        HttpFunctions.HideOthers(app);
        HomePage.UseNothing(app);
        HttpFunctions.Map(app, functions, pipeline, settings, log);
        if (AppRules.NeedsEngine(functions))
            EngineHosting.Map(app, functions, settings, log);
        app.Lifetime.ApplicationStarted.Register(() => Tell(app, functions, settings, log));
    }

    static void Tell(WebApplication app, IReadOnlyList<FunctionEntry> functions, HostSettings settings, ILogger log)
    {
        log.LogInformation("{Count} functions at {Addresses}", functions.Count, string.Join(", ", app.Urls));
        if (!settings.Key.IsSet)
            log.LogWarning("CAMPAIGNS_KEY is not set: doors that need a key stay shut");
    }
}
