using Azure.Data.Tables;
using Campaigns.Local.Worker.Functions;
using Campaigns.Local.Worker.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Campaigns.Local.Worker.Host;

/// <summary>What the host itself runs: the engine first, then the timers, last the web server.</summary>
static class HostServices
{
    public static void Add(
        IServiceCollection services, IReadOnlyList<FunctionEntry> functions, FunctionPipeline pipeline, HostSettings settings)
    {
        services.AddSingleton(pipeline);
        if (AppRules.NeedsEngine(functions))
            EngineHosting.Add(services, functions, pipeline, settings);

        var timers = functions.Where(f => f.Kind == TriggerKind.Timer).ToList();
        if (timers.Count > 0)
        {
            services.AddSingleton(_ => new TimerStatusTable(new TableServiceClient(settings.Storage), settings.HubName));
            services.AddSingleton<IHostedService>(provider => new TimerService(timers, pipeline, settings, provider));
        }
    }
}
