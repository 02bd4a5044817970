using Campaigns.Alarms;
using Campaigns.Mail;
using Campaigns.Reconciling;

namespace Campaigns.Tests.Simulation;

/// <summary>
/// The app's timers: the watchdog every twenty seconds, outbox and reconciler every minute. Rounds that would find nothing new are left out:
/// they would only read, and ten months have more than a million of them.
/// </summary>
sealed class Timers(World world, AppProcess process)
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);
    const int BeatsOfAMinute = 3, BeatsOfAThoroughRound = 30;

    bool sweeping, sending, comparing;
    int beats;

    public void Start() => Tick();

    void Tick()
    {
        if (!process.IsAlive) return;
        world.Agenda.In(Beat, Tick);
        if (!sweeping && !world.Planted.NeverSweeps && world.Watch.HasWorkForTheSweep(isThorough: beats % BeatsOfAThoroughRound == 0)) _ = SweepAsync();
        if (!sending && beats % BeatsOfAMinute == 0 && world.Watch.HasMailThatWaits) _ = SendAsync();
        if (!comparing && beats % BeatsOfAMinute == 0 && process.Get<Witness>().Campaigns.Count > 0) _ = CompareAsync();
        beats++;
    }

    async Task SweepAsync()
    {
        sweeping = true;
        await process.AskAsync(app => app.Get<CampaignDesk>().SweepAsync(app.Client));
        sweeping = false;
    }

    async Task CompareAsync()
    {
        comparing = true;
        await process.AskAsync(app => app.Get<Reconciler>().RunAsync());
        comparing = false;
    }

    async Task SendAsync()
    {
        sending = true;
        await process.AskAsync(async app =>
        {
            await app.Get<InstallationWatch>().RunAsync(await app.Get<OutboxSweep>().RunAsync());
            return true;
        });
        sending = false;
    }
}
