using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Campaigns.Local.DurableTask.Storage;

/// <summary>Instance rows as table rows: PartitionKey is the id, RowKey is empty, as the official provider has it.</summary>
static class InstanceRows
{
    public const string StatusColumn = "RuntimeStatus";
    public const string CreatedColumn = "CreatedTime";
    public const string DueColumn = "DueAt";

    /// <summary>All columns but the packed history, which no list needs.</summary>
    public static readonly string[] Listed =
    [
        "PartitionKey", "RowKey", "Timestamp", "Name", "Version", "TaskHubName", "StartId", "ExecutionId", StatusColumn, CreatedColumn,
        "LastUpdatedTime", DueColumn, "DoneThrough", "FailureDetails", "CompletedTime", "ScheduledStartTime", "Tags",
        "ParentInstanceId", "ParentName", "ParentExecutionId", "ParentTaskId",
        .. Payloads.Columns("Input"), .. Payloads.Columns("Output"), .. Payloads.Columns("CustomStatus"),
    ];

    public static TableEntity Write(InstanceRow row, string hub)
    {
        var entity = new TableEntity(row.Id, string.Empty)
        {
            ["Name"] = row.Name,
            ["Version"] = row.Version,
            ["TaskHubName"] = hub,
            ["StartId"] = row.StartId,
            ["ExecutionId"] = row.ExecutionId,
            [StatusColumn] = row.Status.ToString(),
            [CreatedColumn] = row.Created,
            ["LastUpdatedTime"] = row.Updated,
            [DueColumn] = row.Due,
            ["DoneThrough"] = row.DoneThrough,
        };
        Payloads.Put(entity, "Input", row.Input);
        Payloads.Put(entity, "Output", row.Output);
        Payloads.Put(entity, "CustomStatus", row.CustomStatus);
        if (row.Failure is not null) entity["FailureDetails"] = JsonSerializer.Serialize(row.Failure);
        if (row.Packed is not null) entity["PackedHistory"] = row.Packed;
        if (row.Completed is { } completed) entity["CompletedTime"] = completed;
        if (row.StartAt is { } start) entity["ScheduledStartTime"] = start;
        if (row.Tags.Count > 0) entity["Tags"] = JsonSerializer.Serialize(row.Tags);
        if (row.Parent is { } parent)
        {
            entity["ParentInstanceId"] = parent.InstanceId;
            entity["ParentName"] = parent.Name;
            entity["ParentExecutionId"] = parent.ExecutionId;
            entity["ParentTaskId"] = parent.TaskId;
        }

        return entity;
    }

    public static InstanceRow Read(TableEntity entity) => new()
    {
        Id = entity.PartitionKey,
        Name = entity.GetString("Name")!,
        Version = entity.GetString("Version") ?? string.Empty,
        StartId = entity.GetString("StartId")!,
        ExecutionId = entity.GetString("ExecutionId")!,
        Status = Enum.Parse<OrchestrationRuntimeStatus>(entity.GetString(StatusColumn)!),
        Input = Payloads.Get(entity, "Input"),
        Output = Payloads.Get(entity, "Output"),
        CustomStatus = Payloads.Get(entity, "CustomStatus"),
        Failure = entity.GetString("FailureDetails") is { } failure ? JsonSerializer.Deserialize<TaskFailureDetails>(failure) : null,
        Created = Utc(entity, CreatedColumn)!.Value,
        Updated = Utc(entity, "LastUpdatedTime")!.Value,
        Completed = Utc(entity, "CompletedTime"),
        StartAt = Utc(entity, "ScheduledStartTime"),
        Due = Utc(entity, DueColumn) ?? InstanceRow.Never,
        Packed = entity.GetBinary("PackedHistory"),
        DoneThrough = entity.GetInt64("DoneThrough") ?? -1,
        Tags = entity.GetString("Tags") is { } tags ? JsonSerializer.Deserialize<Dictionary<string, string>>(tags)! : [],
        Parent = entity.GetString("ParentInstanceId") is { } parent
            ? new(parent, entity.GetString("ParentName")!, entity.GetString("ParentExecutionId")!, entity.GetInt32("ParentTaskId")!.Value)
            : null,
    };

    public static DateTime? Utc(TableEntity entity, string name) => entity.GetDateTimeOffset(name)?.UtcDateTime;
}
