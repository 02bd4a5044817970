using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;

namespace Campaigns.Functions.Operators;

/// <summary>One event of an orchestration's history.</summary>
/// <param name="Kind">The provider's EventType.</param>
/// <param name="Name">Of the activity, orchestrator or event; for an answer that of what was asked; empty for timers.</param>
/// <param name="Until">When a timer fires.</param>
/// <param name="Said">Why it failed, in the words of the exception; no personal data (the activities see to that).</param>
public sealed record HistoryLine(DateTimeOffset At, string Kind, string Name, DateTimeOffset? Until, string? Said);

/// <summary>
/// Reads the table <c>{hub}History</c> in the layout that Durable Functions documents for Azure Storage: one partition an
/// instance, one row an event. Inputs and results are not read.
/// </summary>
public sealed class OrchestrationHistory(TableServiceClient storage, IConfiguration configuration)
{
    /// <summary>Of a long round of letters the last events are enough.</summary>
    public const int Longest = 500;
    const int LongestWords = 300;

    static readonly string[] Columns = ["RowKey", "EventType", "EventId", "_Timestamp", "Name", "TaskScheduledId", "FireAt", "Reason", "OrchestrationStatus"];
    static readonly string[] Bookkeeping = ["OrchestratorStarted", "OrchestratorCompleted", "sentinel"];

    /// <summary>Oldest first; null when this installation keeps no such table (another storage provider).</summary>
    public async Task<IReadOnlyList<HistoryLine>?> ReadAsync(string instanceId, CancellationToken cancellation)
    {
        if (configuration["CAMPAIGNS_HUB"] is not { Length: > 0 } hub) return null;
        try
        {
            var rows = new List<TableEntity>();
            var ofInstance = TableClient.CreateQueryFilter($"PartitionKey eq {instanceId}");
            await foreach (var row in storage.GetTableClient(hub + "History").QueryAsync<TableEntity>(ofInstance, select: Columns, cancellationToken: cancellation))
                if (row.GetString("EventType") is { } type && !Bookkeeping.Contains(type))
                    rows.Add(row);
            return Lines(rows);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    static IReadOnlyList<HistoryLine> Lines(List<TableEntity> rows)
    {
        var asked = rows.Where(row => row.GetString("EventType") is "TaskScheduled" or "SubOrchestrationInstanceCreated" && row.GetString("Name") is not null)
            .GroupBy(row => row.GetInt32("EventId")).ToDictionary(group => group.Key ?? -1, group => group.Last().GetString("Name"));
        return [.. rows.TakeLast(Longest).Select(row => new HistoryLine(
            row.GetDateTimeOffset("_Timestamp") ?? default,
            row.GetString("EventType")!,
            row.GetString("Name") ?? (row.GetInt32("TaskScheduledId") is { } task ? asked.GetValueOrDefault(task) : null) ?? "",
            row.GetDateTimeOffset("FireAt"),
            Words(row.GetString("Reason") ?? row.GetString("OrchestrationStatus"))))];
    }

    static string? Words(string? text) => text is { Length: > LongestWords } ? string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, LongestWords)}…") : text;
}
