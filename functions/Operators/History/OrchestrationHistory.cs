using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;

namespace Campaigns.Functions.Operators.History;

/// <summary>One event of an orchestration's history, as it is stored.</summary>
/// <param name="Kind">The provider's EventType.</param>
/// <param name="Id">Of what the orchestration asked for, counted from 0 in its history; -1 for what came from outside.</param>
/// <param name="Name">Of the activity, orchestrator or event; for an answer that of what was asked; empty for timers.</param>
/// <param name="Answers">The <paramref name="Id"/> of what it answers.</param>
/// <param name="Until">When a timer fires.</param>
/// <param name="Said">Why it failed, or how it ended, in the words of the exception; no personal data (the activities see to that).</param>
/// <param name="Child">The instance of the sub-orchestration.</param>
/// <param name="Input">JSON as stored: shown through <see cref="HistoryPayload"/> only.</param>
/// <param name="Result">As <paramref name="Input"/>.</param>
public sealed record HistoryEvent(
    DateTimeOffset At, string Kind, int Id, string Name, int? Answers, DateTimeOffset? Until, string? Said, string? Child = null, string? Input = null, string? Result = null);

/// <summary>
/// Reads the table <c>{hub}History</c> in the layout that Durable Functions documents for Azure Storage: one partition an
/// instance, one row an event, and a row "sentinel" that says which execution counts.
/// </summary>
public sealed class OrchestrationHistory(TableServiceClient storage, IConfiguration configuration)
{
    const int LongestWords = 300;
    const string Sentinel = "sentinel";

    static readonly string[] Columns =
    [
        "PartitionKey", "RowKey", "EventType", "EventId", "_Timestamp", "Name", "TaskScheduledId", "TimerId", "FireAt", "Reason", "FailureDetails", "OrchestrationStatus", "InstanceId", "ExecutionId",
        "Input", "Result",
    ];
    static readonly string[] Bookkeeping = ["OrchestratorStarted", "OrchestratorCompleted"];

    /// <summary>Oldest first; empty where there is none, or this installation keeps no such table (another storage provider).</summary>
    public async Task<IReadOnlyList<HistoryEvent>> ReadAsync(string instanceId, CancellationToken cancellation)
    {
        await foreach (var (_, events) in RowsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {instanceId}"), cancellation)) return events;
        return [];
    }

    /// <summary>The histories of a campaign's orchestration and of all that belong to it, one after the other in the order of their ids.</summary>
    public IAsyncEnumerable<(string Instance, IReadOnlyList<HistoryEvent> Events)> ReadAllAsync(string campaignId, CancellationToken cancellation) =>
        // Ids go on with a hyphen; a full stop is the sign after it.
        RowsAsync(TableClient.CreateQueryFilter($"PartitionKey ge {campaignId} and PartitionKey lt {campaignId + "."}"), cancellation);

    async IAsyncEnumerable<(string Instance, IReadOnlyList<HistoryEvent> Events)> RowsAsync(string filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (configuration["CAMPAIGNS_HUB"] is not { Length: > 0 } hub) yield break;
        var rows = new List<TableEntity>();
        await using var all = storage.GetTableClient(hub + "History").QueryAsync<TableEntity>(filter, select: Columns, cancellationToken: cancellation).GetAsyncEnumerator(cancellation);
        while (await NextAsync(all))
        {
            if (rows.Count > 0 && rows[0].PartitionKey != all.Current.PartitionKey)
            {
                if (Events(rows) is { Count: > 0 } before) yield return (rows[0].PartitionKey, before);
                rows = [];
            }
            rows.Add(all.Current);
        }
        if (Events(rows) is { Count: > 0 } last) yield return (rows[0].PartitionKey, last);
    }

    static async Task<bool> NextAsync(IAsyncEnumerator<TableEntity> rows)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return false;
        }
    }

    // What an earlier execution left (the orchestration began a new history) does not count any more.
    static IReadOnlyList<HistoryEvent> Events(List<TableEntity> rows)
    {
        var execution = rows.Find(row => row.RowKey == Sentinel)?.GetString("ExecutionId");
        var names = new Dictionary<int, string>();
        var events = new List<HistoryEvent>(rows.Count);
        foreach (var row in rows)
        {
            if (row.RowKey == Sentinel || row.GetString("EventType") is not { } kind || Bookkeeping.Contains(kind)) continue;
            if (execution is not null && row.GetString("ExecutionId") is { } other && other != execution) continue;
            var (id, answers, name) = (row.GetInt32("EventId") ?? -1, row.GetInt32("TaskScheduledId") ?? row.GetInt32("TimerId"), row.GetString("Name"));
            if (id >= 0 && name is not null) names[id] = name;
            events.Add(new(
                row.GetDateTimeOffset("_Timestamp") ?? default, kind, id, name ?? (answers is { } asked ? names.GetValueOrDefault(asked) : null) ?? "", answers,
                row.GetDateTimeOffset("FireAt"), Words(Failure(row) ?? row.GetString("Reason") ?? row.GetString("OrchestrationStatus")),
                kind.StartsWith("SubOrchestration", StringComparison.Ordinal) ? row.GetString("InstanceId") : null, row.GetString("Input"), row.GetString("Result")));
        }
        return events;
    }

    // The message alone: a stack trace says nothing to an operator.
    static string? Failure(TableEntity row)
    {
        if (row.GetString("FailureDetails") is not { Length: > 0 } details) return null;
        try
        {
            using var json = JsonDocument.Parse(details);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("ErrorMessage", out var message) ? message.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string? Words(string? text) => text is { Length: > LongestWords } ? string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, LongestWords)}…") : text;
}
