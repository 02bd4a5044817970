using Campaigns.Telemetry;
using Microsoft.Extensions.Hosting;
using Prometheus;

namespace Campaigns.Functions.Telemetry;

/// <summary>Keeps what the meter says, so that it can be asked for; only where <c>Campaigns__MetricsToken</c> is set.</summary>
public sealed class MetricsRegistry(CampaignsOptions options) : IHostedService
{
    static readonly double[] Steps = [.. Meters.Steps];

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
