using Campaigns.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Campaigns.Functions;

/// <summary>
/// Makes the tables that are missing, before the first request where storage answers; otherwise until it has worked, so that
/// the app starts also while it does not. Once more whenever a table turns out to be gone.
/// </summary>
public sealed class TableSetUp(CampaignTables tables, TimeProvider time, ILogger<TableSetUp> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await TryAsync(cancellationToken)) await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await TryAsync(stoppingToken)) await Task.Delay(Pause, time, stoppingToken);
    }

    /// <returns>Whether all tables are there now; when not, the log says why.</returns>
    internal async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            await tables.CreateAsync(cancellation);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning("The tables could not be made yet: {Kind}", e.GetType().Name);
            return false;
        }
    }
}
