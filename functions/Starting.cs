using Campaigns.Alarms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Campaigns.Functions;

/// <summary>Starts the app; one that cannot start leaves a note for whoever runs already, so that an operator hears of it.</summary>
static class Starting
{
    public static async Task RunCampaignsAsync(this IHost host)
    {
        await host.StartCampaignsAsync();
        await host.WaitForShutdownAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    public static async Task StartCampaignsAsync(this IHost host)
    {
        try
        {
            await host.StartAsync();
        }
        catch (Exception)
        {
            await host.Services.GetRequiredService<StartNotes>().FailedAsync();
            throw;
        }
    }
}
