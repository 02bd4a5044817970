using Campaigns.Local.DurableTask.Running;
using Campaigns.Local.DurableTask.Storage;
using Microsoft.DurableTask.Client;

namespace Campaigns.Local.DurableTask.Client;

/// <summary>Purging: only what is over, the history before the row, so that a crash leaves something to purge again.</summary>
sealed partial class EngineClient
{
    static readonly OrchestrationRuntimeStatus[] Over =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return new(await PurgeAsync(instanceId, options?.Recursive ?? false, cancellation).ConfigureAwait(false), true);
    }

    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var until = filter.Timeout is { } limit ? hub.Now + limit : DateTime.MaxValue;
        var statuses = filter.Statuses?.Intersect(Over).ToList() ?? [.. Over];
        if (statuses.Count == 0) return new(0, true);
        var condition = Condition(filter.CreatedFrom, filter.CreatedTo, statuses, null);
        var count = 0;
        string? next = null;
        do
        {
            (var rows, next) = await hub.Instances.QueryAsync(condition, 100, next).ConfigureAwait(false);
            foreach (var row in rows)
            {
                if (hub.Now >= until) return new(count, false);
                count += await PurgeAsync(row.Id, options?.Recursive ?? false, cancellation).ConfigureAwait(false);
            }
        }
        while (next is not null);
        return new(count, true);
    }

    async Task<int> PurgeAsync(string id, bool recursive, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (hub.Find(id) is { Live.Row.IsOver: true } ending) await ending.WhenGone().WaitAsync(cancellation).ConfigureAwait(false);

        // Holds the id, so that nobody starts an instance in the middle of this.
        if (hub.Reserve(id, InstanceRow.Never) is not { } slot) return 0;
        try
        {
            if (await hub.Instances.FindOnceAsync(id).ConfigureAwait(false) is not { IsOver: true }) return 0;
            var children = recursive ? await ChildrenAsync(id).ConfigureAwait(false) : [];
            await hub.Histories.DeleteAsync(id).ConfigureAwait(false);
            await hub.Instances.DeleteAsync(id).ConfigureAwait(false);
            var count = 1;
            foreach (var child in children) count += await PurgeAsync(child, true, cancellation).ConfigureAwait(false);
            return count;
        }
        finally
        {
            hub.Remove(slot);
        }
    }

    async Task<List<string>> ChildrenAsync(string id) =>
        [.. (await hub.Histories.PeekAsync(id).ConfigureAwait(false))
            .Where(e => e.Type == HistoryEventType.SubOrchestrationInstanceCreated).Select(e => e.InstanceId!)];
}
