using System.Text.Json;
using System.Text.Json.Nodes;

namespace Campaigns.Local.DurableTask;

/// <summary>
/// A history as the management API shows it: a completed task is one entry, with the function's name and the time it was
/// scheduled; payloads are JSON inside JSON, not text.
/// </summary>
static class HistoryJson
{
    public static JsonArray Write(IReadOnlyList<HistoryEvent> events, bool withPayloads)
    {
        var actions = events.Where(e => e.EventId >= 0).ToDictionary(e => e.EventId);
        var entries = new JsonArray();
        foreach (var e in events)
            if (!IsShownWithItsEnd(e, events)) entries.Add(Entry(e, actions, withPayloads));
        return entries;
    }

    static bool IsShownWithItsEnd(HistoryEvent e, IReadOnlyList<HistoryEvent> events) =>
        e.Type is HistoryEventType.TaskScheduled or HistoryEventType.SubOrchestrationInstanceCreated or HistoryEventType.TimerCreated
        && events.Any(end => end.TaskId == e.EventId);

    static JsonObject Entry(HistoryEvent e, Dictionary<int, HistoryEvent> actions, bool withPayloads)
    {
        var action = e.TaskId is { } id ? actions.GetValueOrDefault(id) : null;
        var entry = new JsonObject { ["EventType"] = e.Type.ToString(), ["Timestamp"] = e.Timestamp };
        if (e.Type is HistoryEventType.EventRaised or HistoryEventType.EventSent) entry["Name"] = e.Name;
        else if ((e.Name ?? action?.Name) is { } function) entry["FunctionName"] = function;
        if (action is not null) entry["ScheduledTime"] = action.Timestamp;
        if ((e.FireAt ?? action?.FireAt) is { } fireAt) entry["FireAt"] = fireAt;
        if (e.Type != HistoryEventType.ExecutionStarted && (e.InstanceId ?? action?.InstanceId) is { } instance) entry["InstanceId"] = instance;
        if (e.Status is not null) entry["OrchestrationStatus"] = e.Status;
        if ((e.Failure?.ErrorMessage ?? e.Reason) is { } reason) entry["Reason"] = reason;
        if (e.Failure is not null) entry["Details"] = e.Failure.ToString();
        if (withPayloads) AddPayloads(entry, e);
        return entry;
    }

    static void AddPayloads(JsonObject entry, HistoryEvent e)
    {
        if (e.Input is not null) entry["Input"] = Parse(e.Input);
        if (e.Result is not null) entry["Result"] = Parse(e.Result);
    }

    static JsonNode? Parse(string payload)
    {
        try
        {
            return JsonNode.Parse(payload);
        }
        catch (JsonException)
        {
            return JsonValue.Create(payload);
        }
    }
}
