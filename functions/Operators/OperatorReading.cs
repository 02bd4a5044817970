using Campaigns.Alarms;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Operators;

/// <summary>A campaign as the operator sees it.</summary>
/// <param name="Status">The orchestration's runtime status; null when there is none. Only shown: nothing is decided by it.</param>
/// <param name="Alarms">What the watchdog found and what is not mended.</param>
public sealed record Watched(Campaign Campaign, Step Next, bool IsOverdue, OrchestrationRuntimeStatus? Status, IReadOnlyList<Alarm> Alarms)
{
    /// <summary>What somebody should look at.</summary>
    public bool IsTrouble => Alarms.Count > 0 || IsOverdue || Campaign.LastError is not null || IsAstray;

    /// <summary>The campaign goes on, and its orchestration does not.</summary>
    public bool IsAstray => !Campaign.IsHeld && Next.Kind != StepKind.End && Status is not (OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending);
}

/// <summary>The alarms as the operator's list shows them.</summary>
/// <param name="Everywhere">Those of the whole installation; a campaign's own stand with it.</param>
/// <param name="LookedAt">When the watchdog last looked; null: not yet.</param>
/// <param name="IsWatching">False when that is too long ago.</param>
public sealed record Watch(IReadOnlyList<Alarm> Everywhere, IReadOnlyList<(Alarm Alarm, Campaign? Campaign)> Mended, DateTimeOffset? LookedAt, bool IsWatching);

/// <summary>Reads what the operator watches.</summary>
public sealed class OperatorReading(CampaignStore store, AlarmBook alarms, TimeProvider time)
{
    const int PastAtOnce = 50;
    const int MendedAtOnce = 20;

    public async Task<(IReadOnlyList<Watched> Active, IReadOnlyList<Watched> Past, Watch Watch)> ListAsync(
        DurableTaskClient client, Func<Campaign, bool> sees, CancellationToken cancellation)
    {
        var open = (await alarms.OpenAsync(cancellation)).ToLookup(alarm => alarm.CampaignId);
        var active = await WatchAsync(client, (await store.ListAsync(active: true, cancellation)).Where(sees), open, cancellation);
        // One that has ended between the two readings is in both.
        var ended = (await store.ListAsync(active: false, cancellation)).Where(sees).Where(campaign => active.All(one => one.Campaign.Id != campaign.Id)).ToList();
        // One that is over and still red stands with the active ones.
        var red = await WatchAsync(client, ended.Where(campaign => open[campaign.Id].Any()), open, cancellation);
        var past = await WatchAsync(client, ended.Where(campaign => !open[campaign.Id].Any()).Take(PastAtOnce), open, cancellation);
        return (
            [.. active.Concat(red).OrderByDescending(one => one.IsTrouble).ThenBy(one => one.Next.DueAt ?? DateTimeOffset.MaxValue)], past,
            await WatchAsync([.. open[Alarm.Everywhere]], active.Concat(red).Concat(past), cancellation));
    }

    public async Task<Watched> WatchAsync(DurableTaskClient client, Campaign campaign, CancellationToken cancellation) =>
        await WatchAsync(client, campaign, [.. (await alarms.OpenAsync(cancellation)).Where(alarm => alarm.CampaignId == campaign.Id)], cancellation);

    async Task<Watched> WatchAsync(DurableTaskClient client, Campaign campaign, IReadOnlyList<Alarm> open, CancellationToken cancellation)
    {
        var next = Plan.Next(campaign);
        var instance = await client.GetInstanceAsync(campaign.Id, getInputsAndOutputs: false, cancellation);
        return new(campaign, next, Troubles.IsOverdue(next, time.GetUtcNow()), instance?.RuntimeStatus, open);
    }

    async Task<IReadOnlyList<Watched>> WatchAsync(
        DurableTaskClient client, IEnumerable<Campaign> campaigns, ILookup<string, Alarm> open, CancellationToken cancellation) =>
        await Task.WhenAll(campaigns.Select(campaign => WatchAsync(client, campaign, [.. open[campaign.Id]], cancellation)));

    async Task<Watch> WatchAsync(IReadOnlyList<Alarm> everywhere, IEnumerable<Watched> known, CancellationToken cancellation)
    {
        var campaigns = known.ToDictionary(one => one.Campaign.Id, one => one.Campaign);
        var mended = (await alarms.MendedAsync(MendedAtOnce, cancellation)).Select(alarm => (alarm, campaigns.GetValueOrDefault(alarm.CampaignId)));
        var lookedAt = await alarms.LookedAtAsync(cancellation);
        return new(everywhere, [.. mended], lookedAt, time.GetUtcNow() - lookedAt <= AlarmBook.LongestPause);
    }
}
