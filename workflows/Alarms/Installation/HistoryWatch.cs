using Azure;
using Azure.Data.Tables;

namespace Campaigns.Alarms;

/// <summary>The longest history of the orchestrations in flight.</summary>
/// <param name="Events">As they are stored, bookkeeping included: so many rows are read at each turn.</param>
public sealed record LongestHistory(string Instance, int Events);

/// <summary>
/// Looks every ten minutes, and at the start of a process, how long the histories of the orchestrations in flight are: of the two hundred that moved last, since one
/// that does not move does not grow. Reads the tables <c>{hub}Instances</c> and <c>{hub}History</c> in the layout that Durable Functions documents for Azure Storage; another
/// storage provider keeps no such tables, and then nothing is measured.
/// </summary>
public sealed class HistoryWatch(TableServiceClient storage, TaskHub hub, TimeProvider time)
{
    /// <summary>
    /// So many events and an orchestration is too long. Each of its turns reads the whole history and plays it, so the work grows with the square. A round to the most
    /// addressees (1,000) writes some 2,000 when all goes well; twenty letters that a mail service refuses all day write 1,000 an hour.
    /// </summary>
    public const int MostEvents = 10_000;
    internal const int MostInstances = 200;
    const int AtOnce = 4;
    /// <summary>The row that says which execution counts, "sentinel", comes after all numbers.</summary>
    const string AfterNumbers = "g";
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    (DateTimeOffset At, LongestHistory? Longest)? last;

    /// <returns>Null: nothing is in flight, or the task hub does not tell.</returns>
    public async Task<LongestHistory?> LookAsync(CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        if (hub.Name.Length == 0) return null;
        if (last is { } before && now - before.At < Pause) return before.Longest;
        var longest = await LongestAsync(cancellation);
        last = (now, longest);
        return longest;
    }

    async Task<LongestHistory?> LongestAsync(CancellationToken cancellation)
    {
        try
        {
            var rows = storage.GetTableClient(hub.Name + "Instances")
                .QueryAsync<TableEntity>(VersionWatch.InFlight, select: ["PartitionKey", "ExecutionId", "LastUpdatedTime"], cancellationToken: cancellation);
            var moved = (await rows.ToListAsync(cancellation)).OrderByDescending(row => row.GetDateTimeOffset("LastUpdatedTime")).Take(MostInstances);
            var lengths = new List<LongestHistory>();
            foreach (var some in moved.Chunk(AtOnce)) lengths.AddRange(await Task.WhenAll(some.Select(row => LengthAsync(row.PartitionKey, row.GetString("ExecutionId"), cancellation))));
            return lengths.MaxBy(one => one.Events);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>What an execution before this one left does not count.</summary>
    async Task<LongestHistory> LengthAsync(string instance, string? execution, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {instance} and RowKey lt {AfterNumbers} and ExecutionId eq {execution ?? ""}");
        return new(instance, await storage.GetTableClient(hub.Name + "History").QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellation).CountAsync(cancellation));
    }
}
