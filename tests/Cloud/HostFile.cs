using System.Text.Json.Nodes;

namespace Campaigns.Tests.Cloud;

/// <summary>
/// What host.json may hold, as far as an app like this one uses it: the host passes over a name that it does not know, so a slip of the pen
/// there is a default that nobody chose.
/// </summary>
static class HostFile
{
    const string DurableTask = "extensions.durableTask.", Insights = "logging.applicationInsights.";

    /// <summary>By path: whether a value will do.</summary>
    static readonly Dictionary<string, Func<JsonNode, bool>> Rules = new()
    {
        ["version"] = Is("2.0"),
        ["functionTimeout"] = node => node is JsonValue value && value.TryGetValue<string>(out var text) && (text == "-1" || TimeSpan.TryParse(text, out var time) && time > TimeSpan.Zero),
        ["telemetryMode"] = Is("OpenTelemetry", "ApplicationInsights"),
        ["extensions.http.routePrefix"] = IsText,
        ["extensions.http.maxOutstandingRequests"] = Is(-1, int.MaxValue),
        ["extensions.http.maxConcurrentRequests"] = Is(-1, int.MaxValue),
        ["extensions.http.dynamicThrottlesEnabled"] = IsFlag,
        [DurableTask + "hubName"] = IsText,
        [DurableTask + "defaultVersion"] = IsText,
        [DurableTask + "versionMatchStrategy"] = Is("None", "Strict", "CurrentOrOlder"),
        [DurableTask + "versionFailureStrategy"] = Is("Reject", "Fail"),
        [DurableTask + "maxConcurrentActivityFunctions"] = Is(1, int.MaxValue),
        [DurableTask + "maxConcurrentOrchestratorFunctions"] = Is(1, int.MaxValue),
        [DurableTask + "useGracefulShutdown"] = IsFlag,
        [DurableTask + "tracing.traceInputsAndOutputs"] = IsFlag,
        [DurableTask + "tracing.distributedTracingEnabled"] = IsFlag,
        [DurableTask + "tracing.version"] = Is("None", "V1", "V2"),
        [DurableTask + "storageProvider.type"] = Is("AzureStorage", "azureManaged", "mssql"),
        [DurableTask + "storageProvider.connectionName"] = IsText,
        [DurableTask + "storageProvider.connectionStringName"] = IsText,
        [DurableTask + "storageProvider.partitionCount"] = Is(1, 16),
        [DurableTask + "storageProvider.controlQueueBatchSize"] = Is(1, 32),
        [DurableTask + "storageProvider.useTablePartitionManagement"] = IsFlag,
        [Insights + "enableLiveMetrics"] = IsFlag,
        [Insights + "enableDependencyTracking"] = IsFlag,
        [Insights + "enablePerformanceCountersCollection"] = IsFlag,
        [Insights + "httpAutoCollectionOptions.enableHttpTriggerExtendedInfoCollection"] = IsFlag,
        [Insights + "samplingSettings.isEnabled"] = IsFlag,
        [Insights + "samplingSettings.maxTelemetryItemsPerSecond"] = Is(1, int.MaxValue),
    };

    static readonly string[] Levels = ["Trace", "Debug", "Information", "Warning", "Error", "Critical", "None"];

    /// <summary>What the host would not read as it is meant, and what would write down more than we want to know.</summary>
    public static IEnumerable<string> Complaints(JsonNode file) => Leaves(file, "").SelectMany(leaf => Wrong(leaf.Path, leaf.Value)).Concat(TooMuch(file));

    static IEnumerable<string> Wrong(string path, JsonNode value)
    {
        if (path.StartsWith("logging.logLevel.", StringComparison.Ordinal)) return Is(Levels)(value) ? [] : [$"{path} is no level"];
        if (!Rules.TryGetValue(path, out var rule)) return [$"{path} is not known"];
        return rule(value) ? [] : [$"{path} cannot be {value}"];
    }

    /// <summary>Addresses of our pages hold links to sign with, so the host must not write down whole requests.</summary>
    static IEnumerable<string> TooMuch(JsonNode file)
    {
        var logging = file["logging"];
        if ((bool?)logging?["applicationInsights"]?["httpAutoCollectionOptions"]?["enableHttpTriggerExtendedInfoCollection"] != false) yield return "the host writes down the addresses of requests";
        if ((bool?)logging?["applicationInsights"]?["enableLiveMetrics"] != false) yield return "live metrics show requests";
        if (logging?["logLevel"] is not JsonObject levels || levels.All(level => level.Key != "default") || levels.Any(level => Array.IndexOf(Levels, (string?)level.Value) < 3)) yield return "the host's own log is not kept to warnings";
        if ((string?)logging?["logLevel"]?["Host.Results"] != "None") yield return "the host writes down requests that failed, with their paths";
        if ((string?)file["telemetryMode"] == "OpenTelemetry") yield return "the host's own traces hold the paths of requests";
        if ((bool?)file["extensions"]?["durableTask"]?["tracing"]?["traceInputsAndOutputs"] == true) yield return "inputs and outputs are traced";
        if ((string?)file["extensions"]?["durableTask"]?["hubName"] is not ['%', .., '%']) yield return "the hub's name is no setting";
        if (file["extensionBundle"] is not null) yield return "an isolated worker brings its extensions itself";
    }

    static IEnumerable<(string Path, JsonNode Value)> Leaves(JsonNode node, string path) => node is JsonObject thing
        ? thing.SelectMany(member => Leaves(member.Value!, path.Length == 0 ? member.Key : $"{path}.{member.Key}"))
        : [(path, node)];

    static Func<JsonNode, bool> Is(params string[] texts) => node => node is JsonValue value && value.TryGetValue<string>(out var text) && texts.Contains(text);

    static Func<JsonNode, bool> Is(int least, int most) => node => node is JsonValue value && value.TryGetValue<int>(out var number) && number >= least && number <= most;

    static bool IsText(JsonNode node) => node is JsonValue value && value.TryGetValue<string>(out _);

    static bool IsFlag(JsonNode node) => node is JsonValue value && value.TryGetValue<bool>(out _);
}
