namespace Campaigns.Tests.Cloud;

/// <summary>
/// The roles that a deployment gives, held against what is asked of Azure in the app's name: nothing that is asked may be refused, nothing may be allowed that
/// nobody asks. Ids and rights of the roles are those of Azure's list of built-in roles.
/// </summary>
static class Roles
{
    const string Account = "Microsoft.Storage/storageAccounts", Vault = "Microsoft.KeyVault/vaults", Insights = "Microsoft.Insights/components", Hub = "Microsoft.DurableTask/schedulers/taskHubs";

    const string Blobs = "own blobs", Queues = "work with queues", Tables = "make tables", Read = "read rows", Write = "write rows", Secrets = "read secrets", Telemetry = "write telemetry", Tasks = "work on tasks";

    /// <summary>The built-in roles that could stand here, each with what it allows; a role that is not here is either misspelled or far too large.</summary>
    static readonly Dictionary<string, (string Name, string Place, string[] Rights)> Known = new()
    {
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = ("Storage Blob Data Owner", Account, [Blobs]),
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = ("Storage Queue Data Contributor", Account, [Queues]),
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = ("Storage Table Data Contributor", Account, [Tables, Read, Write]),
        ["76199698-9eea-4c19-bc75-cec21354c6b6"] = ("Storage Table Data Reader", Account, [Read]),
        ["4633458b-17de-408a-b874-0445c86b69e6"] = ("Key Vault Secrets User", Vault, [Secrets]),
        ["b86a8fe4-44ce-4948-aee5-eccb2c155cd7"] = ("Key Vault Secrets Officer", Vault, [Secrets, "write secrets"]),
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = ("Monitoring Metrics Publisher", Insights, [Telemetry]),
        ["0ad04412-c4d5-4796-b79c-f76d14c8d402"] = ("Durable Task Data Contributor", Hub, [Tasks]),
    };

    /// <summary>What a call needs. The engine's own are added by where it keeps orchestrations; calls that are not here have no role.</summary>
    static readonly Dictionary<string, string[]> Needs = new()
    {
        ["TableClient..ctor"] = [],
        ["TableClient.CreateQueryFilter"] = [],
        ["TableClient.get_Name"] = [],
        ["TableClient.CreateIfNotExistsAsync"] = [Tables],
        ["TableClient.DeleteAsync"] = [Tables],
        ["TableClient.GetEntityAsync"] = [Read],
        ["TableClient.GetEntityIfExistsAsync"] = [Read],
        ["TableClient.QueryAsync"] = [Read],
        ["TableClient.AddEntityAsync"] = [Write],
        ["TableClient.UpdateEntityAsync"] = [Write],
        ["TableClient.UpsertEntityAsync"] = [Write],
        ["TableClient.DeleteEntityAsync"] = [Write],
        ["TableClient.SubmitTransactionAsync"] = [Write],
        ["TableServiceClient..ctor"] = [],
        ["TableServiceClient.GetTableClient"] = [],
        ["TableServiceClient.CreateTableIfNotExistsAsync"] = [Tables],
        ["TableServiceClient.DeleteTableAsync"] = [Tables],
        ["TableServiceClient.QueryAsync"] = [Tables],
        ["[HttpTrigger]"] = [],
        ["[TimerTrigger]"] = [Blobs], // a lease, so that a timer rings once
        ["[OrchestrationTrigger]"] = [],
        ["[ActivityTrigger]"] = [],
        ["[DurableClient]"] = [],
    };

    public static IEnumerable<string> Complaints(Deployment deployment, IReadOnlySet<string> calls)
    {
        foreach (var call in calls.Where(call => !Needs.ContainsKey(call)).Order(StringComparer.Ordinal)) yield return $"no role was given for {call}";
        foreach (var one in deployment.RoleAssignments.Where(one => !one.IsTheApps && one != Deployers)) yield return $"{one.Who} has the role {one.Role}";

        var given = deployment.RoleAssignments.Where(one => one.IsTheApps).ToList();
        foreach (var one in given.Where(one => !Known.ContainsKey(one.Role))) yield return $"{one.Role} is not a role that the app could need";
        foreach (var one in given.Where(one => Known.TryGetValue(one.Role, out var role) && role.Place != one.Place)) yield return $"{Known[one.Role].Name} is given for {one.Place}";

        var (needed, allowed) = (Needed(deployment, calls).ToHashSet(), given.Where(one => Known.ContainsKey(one.Role)).SelectMany(one => Known[one.Role].Rights).ToHashSet());
        foreach (var right in needed.Except(allowed)) yield return $"no role allows to {right}";
        foreach (var right in allowed.Except(needed)) yield return $"nobody needs to {right}";
    }

    /// <summary>Who deploys writes the secrets, once.</summary>
    static RoleAssignment Deployers => new("b86a8fe4-44ce-4948-aee5-eccb2c155cd7", Vault, Templates.Deployer);

    static IEnumerable<string> Needed(Deployment deployment, IReadOnlySet<string> calls)
    {
        var settings = deployment.Settings;
        return calls.SelectMany(call => Needs.GetValueOrDefault(call) ?? [])
            .Concat(settings.ContainsKey("AzureWebJobsStorage__accountName") || deployment.IsPublishedByIdentity ? [Blobs] : []) // the host's keys and locks, the package
            .Concat(!calls.Contains("[OrchestrationTrigger]") ? [] : settings["AzureFunctionsJobHost__extensions__durableTask__storageProvider__type"] == "AzureStorage" ? [Blobs, Queues, Tables, Read, Write] : [Tasks])
            .Concat(settings.Values.Any(value => value.Contains("@Microsoft.KeyVault(", StringComparison.Ordinal)) ? [Secrets] : [])
            .Concat(settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"].Contains("Authorization=AAD", StringComparison.Ordinal) ? [Telemetry] : []);
    }
}
