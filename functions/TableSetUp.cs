using Campaigns.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Campaigns.Functions;

/// <summary>Makes the tables that are missing, until it has worked: the app starts also while the storage does not answer.</summary>
sealed class TableSetUp(CampaignTables tables, TimeProvider time, ILogger<TableSetUp> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await TryAsync(stoppingToken)) await Task.Delay(Pause, time, stoppingToken);
    }

    async Task<bool> TryAsync(CancellationToken cancellation)
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
