using Campaigns.Local.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Campaigns.Tests.Worker;

/// <summary>A function app made of the given classes, served on a free port for one test.</summary>
sealed class ServedApp : IAsyncDisposable
{
    public const string Key = "the key of the tests";

    readonly IHost host;

    ServedApp(IHost host)
    {
        this.host = host;
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = LocalHost.Address(host) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => host.Services;

    public static async Task<ServedApp> Start(
        Type[] functions, Action<FunctionsApplicationBuilder>? configure = null, TimeProvider? time = null, params (string, string?)[] settings)
    {
        var host = Builder(functions, configure, time, settings).Build();
        await host.StartAsync();
        return new ServedApp(host);
    }

    public static FunctionsApplicationBuilder Builder(
        Type[] functions, Action<FunctionsApplicationBuilder>? configure = null, TimeProvider? time = null, params (string Name, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["CAMPAIGNS_KEY"] = Key,
            ["AzureWebJobsDisableHomepage"] = "true",
            ["AzureFunctionsJobHost:extensions:http:routePrefix"] = "",
            ["AzureFunctionsJobHost:extensions:durableTask:hubName"] = "WorkerTests",
        };
        foreach (var (name, value) in settings)
            all[name] = value;
        var builder = LocalHost.CreateBuilder(functions, all, time).ConfigureFunctionsWebApplication();
        builder.Logging.ClearProviders();
        configure?.Invoke(builder);
        return builder;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.StopAsync();
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }
}
