using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DurableTask.Client;

namespace Campaigns.Local.Worker.Durable;

/// <summary>An instance as the management API shows it.</summary>
static class InstanceJson
{
    public static JsonObject Of(OrchestrationMetadata instance, bool showInput, JsonArray? history = null) => new()
    {
        ["name"] = instance.Name,
        ["instanceId"] = instance.InstanceId,
        ["runtimeStatus"] = instance.RuntimeStatus.ToString(),
        ["input"] = showInput ? Payload(instance.SerializedInput) : null,
        ["customStatus"] = Payload(instance.SerializedCustomStatus),
        ["output"] = instance.FailureDetails is { } failure
            ? $"{failure.ErrorType}: {failure.ErrorMessage}"
            : Payload(instance.SerializedOutput),
        ["createdTime"] = Second(instance.CreatedAt),
        ["lastUpdatedTime"] = Second(instance.LastUpdatedAt),
        ["historyEvents"] = history,
    };

    /// <summary>A stored payload is JSON; what is not is shown as text.</summary>
    public static JsonNode? Payload(string? stored)
    {
        try
        {
            return string.IsNullOrEmpty(stored) ? null : JsonNode.Parse(stored);
        }
        catch (JsonException)
        {
            return stored;
        }
    }

    static string Second(DateTimeOffset time) => time.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) + "Z";
}
