using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Alarms;

/// <summary>A process of the app that could not start while, perhaps, another one runs. UTC.</summary>
/// <param name="Tries">How often, with no quarter of an hour in between.</param>
/// <param name="Process">Its number and machine.</param>
public sealed record FailedStart(DateTimeOffset At, int Tries, string Process);

/// <summary>
/// Row <c>start</c> of the partition <c>watch</c>: written by a process that could not start, such as a second one that its task hub turned away. Whoever
/// runs raises the alarm; the reason stands in the log of the one that failed.
/// </summary>
public sealed class StartNotes(CampaignTables tables, TimeProvider time)
{
    /// <summary>A start that failed is wrong for so long.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);
    internal const string Row = "start";

    /// <summary>Gives up silently when storage does not answer either.</summary>
    public async Task FailedAsync()
    {
        try
        {
            var row = await tables.Alarms.GetEntityIfExistsAsync<TableEntity>(AlarmRow.Watch, Row);
            var tries = row.HasValue && Read(row.Value!) is { } before && time.GetUtcNow() - before.At <= Memory ? before.Tries : 0;
            await tables.Alarms.UpsertEntityAsync(Of(new(time.GetUtcNow(), tries + 1, $"{Environment.ProcessId} on {Environment.MachineName}")), TableUpdateMode.Replace);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException) { }
    }

    static TableEntity Of(FailedStart start) => new(AlarmRow.Watch, Row) { ["At"] = start.At, ["Tries"] = start.Tries, ["Process"] = start.Process };

    internal static FailedStart? Read(TableEntity row) =>
        row.GetDateTimeOffset("At") is { } at ? new(at, row.GetInt32("Tries") ?? 1, row.GetString("Process") ?? "") : null;
}
