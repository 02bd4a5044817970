using Campaigns.Local.DurableTask;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.Worker.Host;

/// <summary>
/// Ends an app whose task hub another process has taken: its pages would still open, and nothing would happen behind them.
/// Whoever keeps it running starts it again, and it is refused until the other one has ended.
/// </summary>
sealed class HubWatch(DurableTaskEngine engine, IHostApplicationLifetime lifetime, ILogger<HubWatch> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await engine.HubLost.WaitAsync(stoppingToken);
        log.LogCritical("This app has lost its task hub to another process, and ends.");
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }
}
