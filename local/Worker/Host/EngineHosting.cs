using Azure.Data.Tables;
using Campaigns.Local.DurableTask;
using Campaigns.Local.Worker.Durable;
using Campaigns.Local.Worker.Functions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.Worker.Host;

/// <summary>The durable part of the app: one engine for its task hub, and the management API before it.</summary>
static class EngineHosting
{
    public static void Add(
        IServiceCollection services, IReadOnlyList<FunctionEntry> functions, FunctionPipeline pipeline, HostSettings settings)
    {
        services.AddSingleton(provider => new DurableTaskEngine(
            new TableServiceClient(settings.Storage, Patience()),
            new EngineOptions { HubName = settings.HubName, DefaultVersion = settings.DefaultVersion },
            EngineSetup.Registry(functions, pipeline, provider),
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => new DurableClientSource(provider.GetRequiredService<DurableTaskEngine>().Client));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<DurableTaskEngine>());
        services.AddHostedService<HubWatch>();
    }

    /// <summary>Storage that hangs is asked again soon; the engine tries until it is there.</summary>
    static TableClientOptions Patience()
    {
        var options = new TableClientOptions();
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(8);
        return options;
    }

    public static void Map(WebApplication app, IReadOnlyList<FunctionEntry> functions, HostSettings settings, ILogger log)
    {
        var engine = app.Services.GetRequiredService<DurableTaskEngine>();
        var time = app.Services.GetService<TimeProvider>() ?? TimeProvider.System;
        var orchestrators = functions.Where(f => f.Kind == TriggerKind.Orchestration)
            .Select(f => f.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var one = new InstanceCalls(engine.Client, engine.GetHistoryAsync, settings.HubName);
        var many = new InstancesCalls(engine.Client, orchestrators, settings.HubName, time);
        ManagementApi.Map(app, one, many, settings, log);
    }
}
