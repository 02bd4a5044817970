using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Campaigns.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Campaigns.Functions.Telemetry;

/// <summary>
/// Where traces, metrics and logs go: to an OpenTelemetry collector (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its siblings), to Application Insights
/// (<c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>; with the app's own identity where <c>APPLICATIONINSIGHTS_AUTHENTICATION_STRING</c> says so), to both or
/// nowhere. Without either nothing is set up and nothing is measured.
/// </summary>
static class TelemetrySetUp
{
    const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT", Insights = "APPLICATIONINSIGHTS_CONNECTION_STRING", InsightsAs = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var (collector, insights) = (configuration[Collector], configuration[Insights]);
        if (string.IsNullOrEmpty(collector) && string.IsNullOrEmpty(insights)) return;
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("campaigns"))
            .WithTracing(tracing => tracing.AddSource(Traces.Source))
            .WithMetrics(metrics => metrics.AddMeter(Meters.Name))
            .WithLogging(null, logs => logs.IncludeScopes = true);
        if (!string.IsNullOrEmpty(collector)) telemetry.UseOtlpExporter(Protocol(configuration), new Uri(collector));
        if (string.IsNullOrEmpty(insights)) return;
        telemetry.UseAzureMonitorExporter(options =>
        {
            options.ConnectionString = insights;
            if (ByIdentity(configuration[InsightsAs])) options.Credential = new DefaultAzureCredential();
        });
    }

    /// <summary>Whether the workspace takes only who signs in: the setting that tells the Functions host so holds for the app as well.</summary>
    internal static bool ByIdentity(string? setting) => setting?.Contains("Authorization=AAD", StringComparison.OrdinalIgnoreCase) == true;

    static OtlpExportProtocol Protocol(IConfiguration configuration) =>
        configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] == "http/protobuf" ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
}
