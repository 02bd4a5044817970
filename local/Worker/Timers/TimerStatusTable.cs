using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Local.Worker.Timers;

/// <summary>
/// When each monitored timer last ran and is due next, a row each in the table <c>{hub}Timers</c>
/// (Azure keeps a blob each; the local runtime has only tables).
/// </summary>
sealed class TimerStatusTable(TableServiceClient storage, string hub)
{
    const string Partition = "timers";
    readonly TableClient table = storage.GetTableClient(hub + "Timers");

    public async Task<ScheduleStatus?> Read(string function, CancellationToken stop)
    {
        await table.CreateIfNotExistsAsync(stop);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, function, cancellationToken: stop);
        return row.HasValue
            ? new ScheduleStatus { Last = Time(row.Value!, "Last"), Next = Time(row.Value!, "Next"), LastUpdated = Time(row.Value!, "LastUpdated") }
            : null;
    }

    public Task Write(string function, ScheduleStatus status, CancellationToken stop) => table.UpsertEntityAsync(
        new TableEntity(Partition, function)
        {
            ["Last"] = Text(status.Last),
            ["Next"] = Text(status.Next),
            ["LastUpdated"] = Text(status.LastUpdated),
        }, TableUpdateMode.Replace, stop);

    // As text: a timer that never ran has the year 1, which a table's dates do not reach.
    static string Text(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture);

    static DateTime Time(TableEntity row, string column) =>
        DateTime.Parse(row.GetString(column)!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
