using Azure;
using Azure.Data.Tables;

namespace Campaigns.Alarms;

/// <summary>
/// Counts the orchestrations in flight by version: every ten minutes, at the start of a process (a new version of the code has just come), and each
/// minute while one is unknown. Reads the table <c>{hub}Instances</c> in the layout that Durable Functions documents for Azure Storage; another storage
/// provider keeps no such table, and then nothing is counted.
/// </summary>
public sealed class VersionWatch(TableServiceClient storage, TaskHub hub, TimeProvider time)
{
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);
    internal const string InFlight = "RuntimeStatus eq 'Running' or RuntimeStatus eq 'Pending' or RuntimeStatus eq 'Suspended'";

    VersionsInFlight last = VersionsInFlight.NotCounted;

    public async Task<VersionsInFlight> LookAsync(CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        if (hub.Name.Length == 0 || (now - last.At < Pause && !last.Unknown.Any())) return last;
        return last = await CountAsync(now, cancellation);
    }

    async Task<VersionsInFlight> CountAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            var rows = storage.GetTableClient(hub.Name + "Instances").QueryAsync<TableEntity>(InFlight, select: ["PartitionKey", "RowKey", "Version", "CreatedTime"], cancellationToken: cancellation);
            return VersionsInFlight.Of(now, await rows.Select(row => (row.PartitionKey, row.GetString("Version") ?? "", row.GetDateTimeOffset("CreatedTime") ?? now)).ToListAsync(cancellation));
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return VersionsInFlight.NotCounted;
        }
    }
}
