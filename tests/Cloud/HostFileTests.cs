using System.Text.Json.Nodes;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Cloud;

public sealed class HostFileTests
{
    [Fact]
    public void The_host_reads_it_as_it_is_meant() => Assert.Empty(HostFile.Complaints(File));

    [Theory]
    [InlineData("extensions.durableTask.hubname", "\"x\"", "is not known")]
    [InlineData("extensions.durableTask.versionMatchStrategy", "\"Newest\"", "cannot be")]
    [InlineData("extensions.durableTask.storageProvider.partitionCount", "32", "cannot be")]
    [InlineData("functionTimeout", "\"half an hour\"", "cannot be")]
    [InlineData("extensions.durableTask.hubName", "\"TestHub\"", "no setting")]
    [InlineData("logging.logLevel.default", "\"Information\"", "not kept to warnings")]
    [InlineData("logging.logLevel", "{ \"default\": \"Warning\" }", "requests that failed")]
    [InlineData("logging.logLevel.Function", "\"Loud\"", "is no level")]
    [InlineData("logging.applicationInsights.httpAutoCollectionOptions.enableHttpTriggerExtendedInfoCollection", "true", "addresses of requests")]
    [InlineData("version", "\"3.0\"", "cannot be")]
    [InlineData("logging.applicationInsights.enableLiveMetrics", "true", "live metrics")]
    [InlineData("extensionBundle", "{ \"version\": \"[4.*, 5.0.0)\" }", "brings its extensions")]
    [InlineData("telemetryMode", "\"OpenTelemetry\"", "paths of requests")]
    [InlineData("extensions.durableTask.tracing.traceInputsAndOutputs", "true", "inputs and outputs")]
    public void A_mistake_is_seen(string path, string value, string said)
    {
        var file = File;
        var steps = path.Split('.');
        steps[..^1].Aggregate(file, (node, name) => node[name]!)[steps[^1]] = JsonNode.Parse(value);

        Assert.Contains(HostFile.Complaints(file), complaint => complaint.Contains(said, StringComparison.Ordinal));
    }

    static JsonNode File => JsonNode.Parse(Sources.Read("host.json"))!;
}
