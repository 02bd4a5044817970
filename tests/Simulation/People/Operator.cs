using Microsoft.DurableTask.Client;

namespace Campaigns.Tests.Simulation;

/// <summary>Suspends, resumes and wakes orchestrations, as somebody does who looks for what is wrong.</summary>
sealed class Operator
{
    readonly World world;
    readonly SimulatedCampaign campaign;
    readonly Random luck;

    public Operator(World world, SimulatedCampaign campaign)
    {
        (this.world, this.campaign) = (world, campaign);
        luck = Seeds.Stream(world.Plan.Seed, "operator", campaign.Place);
    }

    public async void Begin()
    {
        if (!luck.Chance(0.3)) return;
        await world.SleepAsync(luck.NextDouble() * 1.2 * campaign.Plan.Window);
        if (luck.Chance(0.5)) await DoAsync("tries again", async app => await app.Get<CampaignDesk>().WakeAsync(app.Client, campaign.Id));
        if (luck.Chance(0.4)) return;
        await DoAsync("suspends", async app =>
        {
            await app.Client.SuspendInstanceAsync(campaign.Id, "operator");
            return true;
        });
        if (luck.Chance(0.2)) return;
        await world.SleepAsync(luck.Spread(TimeSpan.FromSeconds(10), TimeSpan.FromHours(8)));
        await ResumeAsync();
    }

    public async void LastCall()
    {
        if (luck.Chance(0.8)) await ResumeAsync();
    }

    async Task ResumeAsync()
    {
        for (var attempt = 0; attempt < 6; attempt++)
        {
            var status = await world.AskAsync(app => app.Client.GetInstanceAsync(campaign.Id));
            if (status.IsAnswered && status.Value?.RuntimeStatus != OrchestrationRuntimeStatus.Suspended) return;
            await DoAsync("resumes", async app =>
            {
                await app.Client.ResumeInstanceAsync(campaign.Id, "operator");
                return true;
            });
            await world.SleepAsync(luck.Spread(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5)));
        }
    }

    async Task DoAsync(string what, Func<AppProcess, Task<bool>> act)
    {
        var reply = await world.AskAsync(act);
        world.Trace.Say($"The operator {what} campaign {campaign.Place}: {(reply.IsAnswered ? "done" : reply.Error?.GetType().Name ?? "no answer")}.");
    }
}
