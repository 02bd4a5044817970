using Azure.Data.Tables;
using Campaigns.Local.DurableTask.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Campaigns.Local.DurableTask.Client;

/// <summary>Listing.</summary>
sealed partial class EngineClient
{
    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new OrchestrationQuery();
        return Pageable.Create<OrchestrationMetadata>(async (token, size, cancellation) =>
        {
            cancellation.ThrowIfCancellationRequested();
            if (query.TaskHubNames?.Contains(Name, StringComparer.OrdinalIgnoreCase) == false) return new([]);
            await hub.PublishAllAsync().ConfigureAwait(false);
            var condition = Condition(query.CreatedFrom, query.CreatedTo, query.Statuses, query.InstanceIdPrefix);
            var (rows, next) = await hub.Instances
                .QueryAsync(condition, size ?? query.PageSize, token ?? query.ContinuationToken).ConfigureAwait(false);
            return new([.. rows.Select(row => Metadata(row, query.FetchInputsAndOutputs))], next);
        });
    }

    static string? Condition(
        DateTimeOffset? from, DateTimeOffset? to, IEnumerable<OrchestrationRuntimeStatus>? statuses, string? prefix)
    {
        var parts = new List<string>();
        if (from is { } first) parts.Add(TableClient.CreateQueryFilter($"CreatedTime ge {first}"));
        if (to is { } last) parts.Add(TableClient.CreateQueryFilter($"CreatedTime le {last}"));
        if (statuses?.ToList() is { Count: > 0 } wanted)
            parts.Add($"({string.Join(" or ", wanted.Select(s => TableClient.CreateQueryFilter($"RuntimeStatus eq {s.ToString()}")))})");
        if (!string.IsNullOrEmpty(prefix))
        {
            // Up to the next string of the same length.
            var end = prefix[..^1] + (char)(prefix[^1] + 1);
            parts.Add(TableClient.CreateQueryFilter($"PartitionKey ge {prefix} and PartitionKey lt {end}"));
        }

        return parts.Count == 0 ? null : string.Join(" and ", parts);
    }
}
