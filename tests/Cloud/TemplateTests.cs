using System.Text.Json.Nodes;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Cloud;

/// <summary>The templates in <c>infra/azure</c>: taken by the compiler without a word, and what they would make keeps our rules.</summary>
public sealed class TemplateTests
{
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
            Assert.Empty(deployment.WhatDoesNotRun());
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

    [Fact]
    public async Task Each_kind_of_mistake_is_seen()
    {
        Assert.Equal(["AppServiceHTTPLogs"], (await PlantAsync(one =>
            one.Of("Microsoft.Insights/diagnosticSettings").Last()["properties"]!["logs"] = new JsonArray(new JsonObject { ["category"] = "AppServiceHTTPLogs" }))).LogsThatSayTooMuch());
        Assert.Equal(["allLogs"], (await PlantAsync(one =>
            one.Of("Microsoft.Insights/diagnosticSettings").First()["properties"]!["logs"] = new JsonArray(new JsonObject { ["categoryGroup"] = "allLogs" }))).LogsThatSayTooMuch());
        Assert.Equal(["SendGrid__ApiKey"], (await PlantAsync(one => Set(one, "SendGrid__ApiKey", "SG.in-a-file"))).OpenSecrets());
        Assert.Equal(["FUNCTIONS_WORKER_RUNTIME"], (await PlantAsync(one => Set(one, "FUNCTIONS_WORKER_RUNTIME", "dotnet-isolated"))).SettingsOfOtherPlans());
        Assert.Equal(["CAMPAIGNS_HUB"], (await PlantAsync(one => Set(one, "CAMPAIGNS_HUB", "a-hub"))).WhatDoesNotRun());
        Assert.Equal(["version"], (await PlantAsync(one => one.App["properties"]!["functionAppConfig"]!["runtime"]!["version"] = "8.0")).WhatDoesNotRun());
    }

    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts", "Camp-1")]
    [InlineData("Microsoft.KeyVault/vaults", "kv--campaigns")]
    [InlineData("Microsoft.KeyVault/vaults", "kv-campaigns-of-the-network")]
    [InlineData("Microsoft.Web/sites", "campaigns.test")]
    [InlineData("Microsoft.Web/serverfarms", "plan campaigns")]
    [InlineData("Microsoft.OperationalInsights/workspaces", "log_campaigns")]
    [InlineData("Microsoft.ManagedIdentity/userAssignedIdentities", "id")]
    public async Task A_name_that_Azure_refuses_is_seen(string type, string name) =>
        Assert.Equal([name], (await PlantAsync(one => one.Of(type).Single()["name"] = name)).BrokenNames());

    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts", "allowSharedKeyAccess", "true")]
    [InlineData("Microsoft.Storage/storageAccounts", "allowBlobPublicAccess", "true")]
    [InlineData("Microsoft.Storage/storageAccounts", "minimumTlsVersion", "\"TLS1_0\"")]
    [InlineData("Microsoft.KeyVault/vaults", "enableRbacAuthorization", "false")]
    [InlineData("Microsoft.Insights/components", "DisableLocalAuth", "false")]
    [InlineData("Microsoft.Web/sites", "httpsOnly", "false")]
    public async Task A_way_in_that_was_left_open_is_seen(string type, string property, string value)
    {
        Assert.Equal([property], (await PlantAsync(one => one.Of(type).Single()["properties"]![property] = JsonNode.Parse(value))).OtherWaysIn());
        Assert.Equal([property], (await PlantAsync(one => one.Of(type).Single()["properties"]!.AsObject().Remove(property))).OtherWaysIn());
    }

    [Fact]
    public async Task Publishing_with_a_password_is_seen() => Assert.Equal(["basicPublishingCredentialsPolicies"],
        (await PlantAsync(one => one.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").First()["properties"]!["allow"] = true)).OtherWaysIn());

    internal static async Task<Deployment> SmallAsync() => new(await SmallOnce.Value);

    internal static async Task<Deployment> LargeAsync() => new(await LargeOnce.Value);

    static void Set(Deployment deployment, string name, string value) => deployment.Of("Microsoft.Web/sites/config").Single()["properties"]![name] = value;

    /// <summary>A copy of the small deployment with a mistake in it.</summary>
    internal static async Task<Deployment> PlantAsync(Action<Deployment> mistake)
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
