using System.Reflection;
using Campaigns.Local.Worker.Host;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a function app's Program.cs begins.</summary>
public sealed class FunctionsApplication
{
    /// <summary>
    /// A builder with the configuration of a function app run by <c>func start</c>: appsettings.json,
    /// the Values of local.settings.json, environment variables, the command line (later ones win).
    /// </summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(new FunctionApp
    {
        Types = Assembly.GetEntryAssembly()!.GetTypes(),
        Args = args,
    });
}
