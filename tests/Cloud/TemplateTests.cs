using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Cloud;

/// <summary>The templates in <c>infra/azure</c>: taken by the compiler without a word, and what they would make keeps our rules.</summary>
public sealed class TemplateTests
{
    const string BlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", QueueData = "974c5e8b-45b9-4653-ba55-5f855dd0fad8", TableData = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
        SecretsUser = "4633458b-17de-408a-b874-0445c86b69e6", MetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb", TaskData = "0ad04412-c4d5-4796-b79c-f76d14c8d402";

    static readonly Lazy<Task<JsonArray>> SmallOnce = new(() => SnapshotAsync("test"));
    static readonly Lazy<Task<JsonArray>> LargeOnce = new(() => SnapshotAsync(
        "live", ("CAMPAIGNS_SIZE", "large"), ("CAMPAIGNS_ORCHESTRATIONS", "scheduler"), ("CAMPAIGNS_DOMAIN", "campaigns.example.org"), ("CAMPAIGNS_DOMAIN_BIND", "true"),
        ("CAMPAIGNS_METRICS", "true"), ("CAMPAIGNS_INBOUND_DOMAIN", "replies.example.org"), ("CAMPAIGNS_REPLACING_MASTER_KEY", "true")));

    [Fact]
    public async Task The_compiler_has_nothing_to_say()
    {
        using var templates = new Templates();

        Assert.Equal("", await templates.ComplaintsAsync());
    }

    [Fact]
    public async Task A_property_that_Azure_does_not_know_is_seen()
    {
        using var templates = new Templates();
        templates.Change("modules/app.bicep", "instanceMemoryMB:", "instanceMemory:");
        templates.Change("small.json", "\"monthlyBudget\": 60", "\"monthlyBudget\": \"60\"");

        var said = await templates.ComplaintsAsync();

        Assert.Contains("instanceMemory", said, StringComparison.Ordinal);
        Assert.Contains("monthlyBudget", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_they_make_keeps_the_rules()
    {
        foreach (var deployment in new[] { await SmallAsync(), await LargeAsync() })
        {
            Assert.Empty(deployment.BrokenNames());
            Assert.Empty(deployment.LogsThatSayTooMuch());
            Assert.Empty(deployment.OpenSecrets());
            Assert.Empty(deployment.OtherWaysIn());
            Assert.Empty(deployment.SettingsOfOtherPlans());
            Assert.Matches("^[A-Za-z][A-Za-z0-9]{2,44}$", deployment.Hub);
            Assert.Equal(("dotnet-isolated", "10.0"), ((string?)deployment.App["properties"]!["functionAppConfig"]!["runtime"]!["name"], (string?)deployment.App["properties"]!["functionAppConfig"]!["runtime"]!["version"]));
        }
    }

    [Fact]
    public async Task Environments_and_sides_cannot_meet()
    {
        Assert.Empty((await SmallAsync()).SharedWith(await LargeAsync()));
        Assert.NotEmpty((await SmallAsync()).SharedWith(await SmallAsync()));

        var main = Sources.Read("infra/azure/main.bicep");
        Assert.Contains("var hub = 'c${token}${side}'", main, StringComparison.Ordinal);
        Assert.Contains("uniqueString(subscription().id, environmentName, location)", main, StringComparison.Ordinal);
    }

    /// <summary>What each call needs: the host keeps keys and leases in blobs, the task hub works with queues, the product and the hub with tables.</summary>
    [Fact]
    public async Task The_apps_roles_are_those_that_its_calls_need()
    {
        var code = string.Concat(Sources.CSharpIn("functions", "workflows").Select(Sources.Read));
        Assert.Contains("TableServiceClient", code, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex(@"\b(BlobServiceClient|BlobContainerClient|QueueServiceClient|QueueClient|SecretClient|KeyClient|ServiceBusClient)\b"), code); // each would need a role here

        Assert.Equal([.. new[] { BlobDataOwner, QueueData, TableData, SecretsUser, MetricsPublisher }.Order()], (await SmallAsync()).RolesOfTheApp.Order());
        Assert.Equal([.. new[] { BlobDataOwner, QueueData, TableData, SecretsUser, MetricsPublisher, TaskData }.Order()], (await LargeAsync()).RolesOfTheApp.Order());
    }

    [Fact]
    public async Task Each_kind_of_mistake_is_seen()
    {
        Assert.Equal(["Camp-1"], (await PlantAsync(one => one.Of("Microsoft.Storage/storageAccounts").Single()["name"] = "Camp-1")).BrokenNames());
        Assert.Equal(["AppServiceHTTPLogs"], (await PlantAsync(one =>
            one.Of("Microsoft.Insights/diagnosticSettings").Last()["properties"]!["logs"] = new JsonArray(new JsonObject { ["category"] = "AppServiceHTTPLogs" }))).LogsThatSayTooMuch());
        Assert.Equal(["SendGrid__ApiKey"], (await PlantAsync(one => Set(one, "SendGrid__ApiKey", "SG.in-a-file"))).OpenSecrets());
        Assert.Equal(["allowSharedKeyAccess"], (await PlantAsync(one => one.Of("Microsoft.Storage/storageAccounts").Single()["properties"]!["allowSharedKeyAccess"] = true)).OtherWaysIn());
        Assert.Equal(["FUNCTIONS_WORKER_RUNTIME"], (await PlantAsync(one => Set(one, "FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated"))).SettingsOfOtherPlans());
        Assert.DoesNotContain(TableData, (await PlantAsync(one =>
        {
            foreach (var role in one.Of("Microsoft.Authorization/roleAssignments").Where(role => ((string)role["properties"]!["roleDefinitionId"]!).EndsWith(TableData, StringComparison.Ordinal)))
                role["properties"]!["roleDefinitionId"] = "another";
        })).RolesOfTheApp);
    }

    internal static async Task<Deployment> SmallAsync() => new(await SmallOnce.Value);

    internal static async Task<Deployment> LargeAsync() => new(await LargeOnce.Value);

    static void Set(Deployment deployment, string name, string value) => deployment.Of("Microsoft.Web/sites/config").Single()["properties"]![name] = value;

    static async Task<Deployment> PlantAsync(Action<Deployment> mistake)
    {
        var copy = new Deployment((await SmallOnce.Value).DeepClone().AsArray());
        mistake(copy);
        return copy;
    }

    static async Task<JsonArray> SnapshotAsync(string name, params (string, string)[] environment)
    {
        using var templates = new Templates();
        return await templates.SnapshotAsync(name, environment);
    }
}
