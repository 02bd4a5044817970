using Campaigns.Mail;

namespace Campaigns.Tests.Simulation;

/// <summary>
/// The app's timers, each minute and at the start. A run that would find nothing is left out: it would only read, and ten months
/// have half a million minutes.
/// </summary>
sealed class Timers(World world, AppProcess process)
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    bool sweeping, sending;

    public void Start() => Tick();

    void Tick()
    {
        if (!process.IsAlive) return;
        world.Agenda.In(Minute, Tick);
        if (!sweeping && !world.Planted.NeverSweeps && world.Watch.HasWorkForTheSweep()) _ = SweepAsync();
        if (!sending && world.Watch.HasMailThatWaits) _ = SendAsync();
    }

    async Task SweepAsync()
    {
        sweeping = true;
        await process.AskAsync(app => app.Get<CampaignDesk>().SweepAsync(app.Client));
        sweeping = false;
    }

    async Task SendAsync()
    {
        sending = true;
        await process.AskAsync(app => app.Get<OutboxSweep>().RunAsync());
        sending = false;
    }
}
