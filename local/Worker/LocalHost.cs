using System.Reflection;
using Campaigns.Local.Worker.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Campaigns.Local.Worker;

/// <summary>A function app inside another process: for tests and measurements.</summary>
public static class LocalHost
{
    /// <summary>
    /// A builder for the functions of an assembly, on a free port of this machine. Configure it as Program.cs does, build, start,
    /// then ask for its <see cref="Address"/>. local.settings.json is not read.
    /// </summary>
    /// <param name="functions">Where the functions are.</param>
    /// <param name="settings">
    /// Stand over environment and files: AzureWebJobsStorage, CAMPAIGNS_KEY, <c>AzureFunctionsJobHost:extensions:durableTask:hubName</c>
    /// (host.json's values by their path), <c>AzureWebJobs.NAME.Disabled</c> to leave a function out, <c>urls</c> for a port.
    /// </param>
    /// <param name="time">The clock of timers, orchestrations and whatever takes a TimeProvider from the services.</param>
    public static FunctionsApplicationBuilder CreateBuilder(
        Assembly functions, IEnumerable<KeyValuePair<string, string?>> settings, TimeProvider? time = null) =>
        CreateBuilder(functions.GetTypes(), settings, time);

    /// <inheritdoc cref="CreateBuilder(Assembly, IEnumerable{KeyValuePair{string, string?}}, TimeProvider?)"/>
    public static FunctionsApplicationBuilder CreateBuilder(
        IEnumerable<Type> functions, IEnumerable<KeyValuePair<string, string?>> settings, TimeProvider? time = null)
    {
        var builder = new FunctionsApplicationBuilder(new FunctionApp
        {
            Types = [.. functions],
            Settings = [KeyValuePair.Create("urls", (string?)"http://127.0.0.1:0"), .. settings],
            ReadsLocalSettings = false,
        });
        if (time is not null)
            builder.Services.Replace(ServiceDescriptor.Singleton(time));
        return builder;
    }

    /// <summary>Where a started host listens, without a slash at the end.</summary>
    public static Uri Address(IHost host) => new(((WebApplication)host).Urls.First());
}
