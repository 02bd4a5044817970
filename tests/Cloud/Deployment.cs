using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Campaigns.Tests.Cloud;

/// <summary>What a deployment would make, asked in the words of the rules that it has to keep. Each rule answers with what breaks it.</summary>
sealed partial class Deployment(JsonArray resources)
{
    /// <summary>Categories of logs without addresses of callers, links, or keys of rows.</summary>
    static readonly HashSet<string> HarmlessLogs = ["FunctionAppLogs", "AuditEvent"];

    /// <summary>By resource type: what Azure takes as its name. Types that are not here are named by Azure or have no limit that we could meet.</summary>
    static readonly Dictionary<string, Regex> NameRules = new()
    {
        ["Microsoft.Storage/storageAccounts"] = new("^[a-z0-9]{3,24}$"),
        ["Microsoft.KeyVault/vaults"] = new("^[A-Za-z](?!.*--)[A-Za-z0-9-]{1,22}[A-Za-z0-9]$"),
        ["Microsoft.Web/sites"] = new("^[A-Za-z0-9][A-Za-z0-9-]{0,58}[A-Za-z0-9]$"),
        ["Microsoft.Web/serverfarms"] = new("^[A-Za-z0-9-]{1,60}$"),
        ["Microsoft.OperationalInsights/workspaces"] = new("^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$"),
        ["Microsoft.ManagedIdentity/userAssignedIdentities"] = new("^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$"),
        ["Microsoft.DurableTask/schedulers"] = new("^[a-z0-9][a-z0-9-]{1,62}[a-z0-9]$"),
    };

    public IEnumerable<JsonNode> Of(string type) => resources.OfType<JsonNode>().Where(one => Text(one, "type") == type);

    public JsonNode App => Of("Microsoft.Web/sites").Single();

    public Dictionary<string, string> Settings =>
        Of("Microsoft.Web/sites/config").Single()["properties"]!.AsObject().ToDictionary(one => one.Key, one => one.Value!.GetValue<string>());

    public string Hub => Settings["CAMPAIGNS_HUB"];

    public IEnumerable<RoleAssignment> RoleAssignments => Of("Microsoft.Authorization/roleAssignments").Select(RoleAssignment.Of);

    /// <summary>Whether the package is fetched from storage by the app's identity.</summary>
    public bool IsPublishedByIdentity => (string?)App["properties"]!["functionAppConfig"]?["deployment"]?["storage"]?["authentication"]?["type"] == "UserAssignedIdentity";

    public void Remove(Func<JsonNode, bool> which)
    {
        foreach (var one in resources.OfType<JsonNode>().Where(which).ToList()) resources.Remove(one);
    }

    public void Add(JsonNode resource) => resources.Add(resource);

    public IEnumerable<string> BrokenNames() =>
        from one in resources.OfType<JsonNode>()
        where NameRules.TryGetValue(Text(one, "type"), out var rule) && !rule.IsMatch(Text(one, "name"))
        select Text(one, "name");

    public IEnumerable<string> LogsThatSayTooMuch() =>
        from one in Of("Microsoft.Insights/diagnosticSettings")
        from log in one["properties"]?["logs"]?.AsArray() ?? []
        let category = (string?)log!["category"] ?? (string?)log["categoryGroup"]
        where !HarmlessLogs.Contains(category ?? "")
        select category;

    /// <summary>Settings that hold a secret and not where in the vault it is.</summary>
    public IEnumerable<string> OpenSecrets() =>
        from one in Settings
        where SecretName().IsMatch(one.Key) && one.Value.Length > 0 && !one.Value.Contains("@Microsoft.KeyVault(SecretUri=", StringComparison.Ordinal)
        select one.Key;

    /// <summary>What opens storage, vault, telemetry or publishing to who has a key or a password.</summary>
    public IEnumerable<string> OtherWaysIn()
    {
        foreach (var account in Of("Microsoft.Storage/storageAccounts").Select(one => one["properties"]!))
        {
            if ((bool?)account["allowSharedKeyAccess"] != false) yield return "allowSharedKeyAccess";
            if ((bool?)account["allowBlobPublicAccess"] != false) yield return "allowBlobPublicAccess";
            if ((string?)account["minimumTlsVersion"] != "TLS1_2") yield return "minimumTlsVersion";
        }
        if (Of("Microsoft.KeyVault/vaults").Any(one => (bool?)one["properties"]!["enableRbacAuthorization"] != true)) yield return "enableRbacAuthorization";
        if (Of("Microsoft.Insights/components").Any(one => (bool?)one["properties"]!["DisableLocalAuth"] != true)) yield return "DisableLocalAuth";
        if ((bool?)App["properties"]!["httpsOnly"] != true) yield return "httpsOnly";
        if (Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies").Count(one => (bool?)one["properties"]!["allow"] == false) != 2) yield return "basicPublishingCredentialsPolicies";
    }

    /// <summary>Settings that Flex Consumption refuses or overrides; the runtime stands in functionAppConfig.</summary>
    public IEnumerable<string> SettingsOfOtherPlans() => Settings.Keys.Intersect(
    [
        "FUNCTIONS_EXTENSION_VERSION", "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_WORKER_RUNTIME_VERSION", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_CONTENTSHARE",
        "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "WEBSITE_TIME_ZONE", "WEBSITE_NODE_DEFAULT_VERSION", "SCM_DO_BUILD_DURING_DEPLOYMENT", "ENABLE_ORYX_BUILD",
    ]);

    /// <summary>Names by which two environments could reach into each other.</summary>
    public IEnumerable<string> SharedWith(Deployment other)
    {
        var theirs = other.Names().ToHashSet();
        return Names().Where(theirs.Contains);
    }

    /// <summary>The hub's name is the beginning of names of tables and queues; and only .NET 10, isolated, runs the app.</summary>
    public IEnumerable<string> WhatDoesNotRun()
    {
        if (!HubName().IsMatch(Hub)) yield return "CAMPAIGNS_HUB";
        var runtime = App["properties"]!["functionAppConfig"]!["runtime"]!;
        if ((string?)runtime["name"] != "dotnet-isolated") yield return "name";
        if ((string?)runtime["version"] != "10.0") yield return "version";
    }

    IEnumerable<string> Names() => NameRules.Keys.Append("Microsoft.Resources/resourceGroups").SelectMany(Of).Select(one => Text(one, "name")).Append(Hub);

    static string Text(JsonNode node, string name) => (string?)node[name] ?? "";

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,44}$")]
    private static partial Regex HubName();

    [GeneratedRegex("(Key|KEY|Secret|Token|Password)(Previous)?$|ApiKey")]
    private static partial Regex SecretName();
}
