using Campaigns.Telemetry;
using Microsoft.Extensions.Hosting;
using Prometheus;

namespace Campaigns.Functions.Telemetry;

/// <summary>Keeps what the meter says, so that it can be asked for; only where <c>Campaigns__MetricsToken</c> is set.</summary>
public sealed class MetricsRegistry(CampaignsOptions options) : IHostedService
{
    /// <summary>Seconds: from a fast storage call to a step that is an hour late.</summary>
    static readonly double[] Steps = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3_600];

    IDisposable? listening;

    public CollectorRegistry Numbers { get; } = Metrics.NewCustomRegistry();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.MetricsToken.Length == 0) return Task.CompletedTask;
        listening = MeterAdapter.StartListening(new()
        {
            Registry = Numbers,
            MetricFactory = Metrics.WithCustomRegistry(Numbers),
            InstrumentFilterPredicate = instrument => instrument.Meter.Name == Meters.Name,
            ResolveHistogramBuckets = _ => Steps,
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        listening?.Dispose();
        return Task.CompletedTask;
    }
}
