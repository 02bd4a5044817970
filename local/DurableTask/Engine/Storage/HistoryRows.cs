using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.DurableTask;

namespace Campaigns.Local.DurableTask.Storage;

/// <summary>History events as table rows, in the columns that the official provider documents.</summary>
static class HistoryRows
{
    public static string Key(long sequence) => sequence.ToString("X16", CultureInfo.InvariantCulture);

    public static long Sequence(string rowKey) => long.Parse(rowKey, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    public static TableEntity Write(HistoryEvent e, string instanceId, long sequence, string executionId)
    {
        var row = new TableEntity(instanceId, Key(sequence))
        {
            ["EventType"] = e.Type.ToString(),
            ["EventId"] = e.EventId,
            ["_Timestamp"] = e.Timestamp,
            ["ExecutionId"] = executionId,
        };
        Put(row, "Name", e.Name);
        Put(row, "Version", e.Version);
        Payloads.Put(row, "Input", e.Input);
        Payloads.Put(row, "Result", e.Result);
        Put(row, "Reason", e.Reason);
        if (e.Failure is not null) row["FailureDetails"] = JsonSerializer.Serialize(e.Failure);
        if (e.TaskId is { } task) row[TaskColumn(e.Type)] = task;
        if (e.FireAt is { } fireAt) row["FireAt"] = fireAt;
        Put(row, "InstanceId", e.InstanceId);
        Put(row, "ParentName", e.ParentName);
        Put(row, "OrchestrationStatus", e.Status);
        if (e.Recursive) row["Recursive"] = true;
        Put(row, "Source", e.Source);
        return row;
    }

    public static HistoryEvent Read(TableEntity row)
    {
        var type = Enum.Parse<HistoryEventType>(row.GetString("EventType")!);
        return new()
        {
            Type = type,
            EventId = row.GetInt32("EventId")!.Value,
            Timestamp = InstanceRows.Utc(row, "_Timestamp")!.Value,
            Name = row.GetString("Name"),
            Version = row.GetString("Version"),
            Input = Payloads.Get(row, "Input"),
            Result = Payloads.Get(row, "Result"),
            Reason = row.GetString("Reason"),
            Failure = row.GetString("FailureDetails") is { } failure ? JsonSerializer.Deserialize<TaskFailureDetails>(failure) : null,
            TaskId = row.GetInt32(TaskColumn(type)),
            FireAt = InstanceRows.Utc(row, "FireAt"),
            InstanceId = row.GetString("InstanceId"),
            ParentName = row.GetString("ParentName"),
            Status = row.GetString("OrchestrationStatus"),
            Recursive = row.GetBoolean("Recursive") ?? false,
            Source = row.GetString("Source"),
        };
    }

    static void Put(TableEntity row, string name, string? value)
    {
        if (value is not null) row[name] = value;
    }

    static string TaskColumn(HistoryEventType type) => type == HistoryEventType.TimerFired ? "TimerId" : "TaskScheduledId";
}
