using Campaigns.Access;
using Campaigns.Alarms;
using Campaigns.Functions.Entrance;
using Campaigns.Listing;
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

/// <summary>What needs somebody, and what happens next anywhere.</summary>
/// <param name="More">Campaigns with alarms that are not among <paramref name="Attention"/>, because there are too many.</param>
public sealed record NowReading(IReadOnlyList<Watched> Attention, int More, IReadOnlyList<Watched> Next, Watch Watch);

/// <summary>Reads what the operator watches; never all campaigns.</summary>
public sealed class OperatorReading(CampaignStore store, CampaignList list, AlarmBook alarms, TimeProvider time)
{
    const int AttentionAtOnce = 50;
    const int NextAtOnce = 20;
    const int MendedAtOnce = 20;
    /// <summary>So many due rows are looked at for the next twenty: some are behind, some are of other networks.</summary>
    const int DueLookedAt = 200;

    public async Task<NowReading> NowAsync(DurableTaskClient client, Staff staff, CancellationToken cancellation)
    {
        var open = (await alarms.OpenAsync(cancellation)).ToLookup(alarm => alarm.CampaignId);
        var red = open.Select(group => group.Key).Where(id => id != Alarm.Everywhere).ToList();
        var attention = await SeenAsync(red.ToAsyncEnumerable(), staff, AttentionAtOnce, _ => true, cancellation);
        var next = await SeenAsync(list.DueAsync(DueLookedAt, cancellation), staff, NextAtOnce, campaign => Plan.Next(campaign).DueAt is not null && !open[campaign.Id].Any(), cancellation);
        var more = staff.Scope(Roles.Operator).Everything ? Math.Max(0, red.Count - AttentionAtOnce) : 0;
        return new(
            await WatchAsync(client, attention, open, cancellation), more,
            [.. (await WatchAsync(client, next, open, cancellation)).OrderBy(one => one.Next.DueAt)],
            await WatchAsync([.. open[Alarm.Everywhere]], staff, cancellation));
    }

    public async Task<Watched> WatchAsync(DurableTaskClient client, Campaign campaign, CancellationToken cancellation) =>
        await WatchAsync(client, campaign, OpenAsync(campaign, cancellation), cancellation);

    async Task<IReadOnlyList<Alarm>> OpenAsync(Campaign campaign, CancellationToken cancellation) => [.. (await alarms.OpenAsync(cancellation)).Where(alarm => alarm.CampaignId == campaign.Id)];

    /// <param name="opening">Is read at the same time as the status.</param>
    async Task<Watched> WatchAsync(DurableTaskClient client, Campaign campaign, Task<IReadOnlyList<Alarm>> opening, CancellationToken cancellation)
    {
        var next = Plan.Next(campaign);
        var instance = await client.GetInstanceAsync(campaign.Id, getInputsAndOutputs: false, cancellation);
        return new(campaign, next, Troubles.IsOverdue(next, time.GetUtcNow()), instance?.RuntimeStatus, await opening);
    }

    async Task<IReadOnlyList<Watched>> WatchAsync(
        DurableTaskClient client, IEnumerable<Campaign> campaigns, ILookup<string, Alarm> open, CancellationToken cancellation) =>
        await Task.WhenAll(campaigns.Select(campaign => WatchAsync(client, campaign, Task.FromResult<IReadOnlyList<Alarm>>([.. open[campaign.Id]]), cancellation)));

    /// <summary>The first campaigns of these that this person sees, read a few at a time.</summary>
    async Task<IReadOnlyList<Campaign>> SeenAsync(IAsyncEnumerable<string> ids, Staff staff, int most, Func<Campaign, bool> isMeant, CancellationToken cancellation)
    {
        var seen = new List<Campaign>();
        await foreach (var some in ids.Distinct().Chunk(NextAtOnce).WithCancellation(cancellation))
        {
            var campaigns = await Task.WhenAll(some.Select(id => store.FindAsync(id, cancellation)));
            seen.AddRange(campaigns.OfType<Campaign>().Where(campaign => staff.Sees(campaign, Roles.Operator) && isMeant(campaign)).Take(most - seen.Count));
            if (seen.Count == most) break;
        }
        return seen;
    }

    async Task<Watch> WatchAsync(IReadOnlyList<Alarm> everywhere, Staff staff, CancellationToken cancellation)
    {
        var mended = await Task.WhenAll((await alarms.MendedAsync(MendedAtOnce, cancellation)).Select(async alarm => (Alarm: alarm, Campaign: await store.FindAsync(alarm.CampaignId, cancellation))));
        var lookedAt = await alarms.LookedAtAsync(cancellation);
        return new(
            everywhere, [.. mended.Where(one => one.Alarm.CampaignId == Alarm.Everywhere || (one.Campaign is { } campaign && staff.Sees(campaign, Roles.Operator)))],
            lookedAt, time.GetUtcNow() - lookedAt <= AlarmBook.LongestPause);
    }
}
