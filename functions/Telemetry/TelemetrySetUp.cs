using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Campaigns.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Campaigns.Functions.Telemetry;

/// <summary>
/// Where traces, metrics and logs go: to an OpenTelemetry collector (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; its siblings for protocol, headers and time, the
/// service's name and the rest of OpenTelemetry's own settings hold as they are documented there), to Application Insights
/// (<c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>; with the app's own identity where <c>APPLICATIONINSIGHTS_AUTHENTICATION_STRING</c> says so), to both or
/// nowhere. Without either nothing is set up and nothing is measured.
/// </summary>
static class TelemetrySetUp
{
    const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT", Insights = "APPLICATIONINSIGHTS_CONNECTION_STRING", InsightsAs = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>These write down addresses as they are asked for, and an address may hold a token.</summary>
    static readonly string[] Talkative = ["Microsoft.AspNetCore", "System.Net.Http"];

    /// <exception cref="InvalidOperationException">The collector's address is none.</exception>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var (collector, insights) = (configuration[Collector], configuration[Insights]);
        if (string.IsNullOrEmpty(collector) && string.IsNullOrEmpty(insights)) return;
        // No scopes: the web server's holds the address of the request.
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("campaigns").AddEnvironmentVariableDetector())
            .WithTracing(tracing => tracing.AddSource(Traces.Source))
            .WithMetrics(metrics => metrics.AddMeter(Meters.Name))
            .WithLogging(logging => logging.AddProcessor(new WithoutMessages()), logs => logs.IncludeScopes = false);
        services.AddLogging(logging =>
        {
            foreach (var category in Talkative) logging.AddFilter<OpenTelemetryLoggerProvider>(category, LogLevel.Warning);
        });
        if (!string.IsNullOrEmpty(collector)) AddCollector(telemetry, collector);
        if (string.IsNullOrEmpty(insights)) return;
        telemetry.UseAzureMonitorExporter(options =>
        {
            options.ConnectionString = insights;
            if (ByIdentity(configuration[InsightsAs])) options.Credential = new DefaultAzureCredential();
        });
    }

    /// <summary>The exporter would pass over an address that it cannot read, and send everything to its own machine.</summary>
    static void AddCollector(IOpenTelemetryBuilder telemetry, string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) throw new InvalidOperationException($"The setting {Collector} is no address.");
        telemetry.UseOtlpExporter();
    }

    /// <summary>Whether the workspace takes only who signs in: the setting that tells the Functions host so holds for the app as well.</summary>
    internal static bool ByIdentity(string? setting) => setting?.Contains("Authorization=AAD", StringComparison.OrdinalIgnoreCase) == true;
}
