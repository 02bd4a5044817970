using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Operators;

/// <summary>A campaign as the operator sees it.</summary>
/// <param name="Status">The orchestration's runtime status; null when there is none. Only shown: nothing is decided by it.</param>
public sealed record Watched(Campaign Campaign, Step Next, bool IsOverdue, OrchestrationRuntimeStatus? Status)
{
    /// <summary>What somebody should look at.</summary>
    public bool IsTrouble => IsOverdue || Campaign.LastError is not null || (Next.Kind != StepKind.End && Status is not
        (OrchestrationRuntimeStatus.Running or OrchestrationRuntimeStatus.Pending));
}

/// <summary>Reads what the operator watches.</summary>
public sealed class OperatorReading(CampaignStore store, TimeProvider time)
{
    /// <summary>A step that is on its way is not overdue.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);
    const int PastAtOnce = 50;

    public async Task<(IReadOnlyList<Watched> Active, IReadOnlyList<Watched> Past)> ListAsync(DurableTaskClient client, CancellationToken cancellation)
    {
        var active = await WatchAsync(client, await store.ListAsync(active: true, cancellation), cancellation);
        var past = await WatchAsync(client, (await store.ListAsync(active: false, cancellation)).Take(PastAtOnce), cancellation);
        return ([.. active.OrderByDescending(one => one.IsTrouble).ThenBy(one => one.Next.DueAt ?? DateTimeOffset.MaxValue)], past);
    }

    public async Task<Watched> WatchAsync(DurableTaskClient client, Campaign campaign, CancellationToken cancellation)
    {
        var next = Plan.Next(campaign);
        var instance = await client.GetInstanceAsync(campaign.Id, getInputsAndOutputs: false, cancellation);
        return new(campaign, next, next.DueAt + Grace < time.GetUtcNow(), instance?.RuntimeStatus);
    }

    async Task<IReadOnlyList<Watched>> WatchAsync(DurableTaskClient client, IEnumerable<Campaign> campaigns, CancellationToken cancellation) =>
        await Task.WhenAll(campaigns.Select(campaign => WatchAsync(client, campaign, cancellation)));
}
