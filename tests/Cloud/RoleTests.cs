using System.Text.Json.Nodes;
using Campaigns.Functions;
using Campaigns.Storage;

namespace Campaigns.Tests.Cloud;

/// <summary>Roles against calls: everything that the app and its host do is allowed, and nothing else.</summary>
public sealed class RoleTests
{
    const string Assignments = "Microsoft.Authorization/roleAssignments", Owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
    const string Queues = "974c5e8b-45b9-4653-ba55-5f855dd0fb88", Tables = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", TablesRead = "76199698-9eea-4c19-bc75-cec21354c6b6", SecretsUser = "4633458b-17de-408a-b874-0445c86b69e6";

    static readonly HashSet<string> Calls = AzureCalls.Of(typeof(CampaignsApp).Assembly, typeof(CampaignTables).Assembly);

    [Fact]
    public async Task The_app_may_do_what_it_does_and_nothing_else()
    {
        Assert.Empty(Roles.Complaints(await TemplateTests.SmallAsync(), Calls));
        Assert.Empty(Roles.Complaints(await TemplateTests.LargeAsync(), Calls)); // with the scheduler
    }

    [Fact]
    public void Calls_are_read_from_what_was_compiled()
    {
        Assert.Superset(new HashSet<string> { "TableClient.SubmitTransactionAsync", "TableClient.QueryAsync", "[TimerTrigger]", "[OrchestrationTrigger]" }, Calls);
        Assert.Contains("TableClient.CreateAsync", AzureCalls.Of(typeof(RoleTests).Assembly)); // of the tests of the stand-in
    }

    [Theory]
    [InlineData("b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "no role allows to own blobs")]
    [InlineData(Queues, "no role allows to work with queues")]
    [InlineData(Tables, "no role allows to make tables", "no role allows to read rows", "no role allows to write rows")]
    [InlineData(SecretsUser, "no role allows to read secrets")]
    [InlineData("3913510d-42f4-4e42-8a64-420c390055eb", "no role allows to write telemetry")]
    public async Task A_role_that_was_taken_away_is_missed(string role, params string[] said) =>
        Assert.Equal(said.Order(), (await ComplaintsAsync(one => one.Remove(resource => IsOf(resource, role)))).Order());

    [Theory]
    [InlineData(Queues, "974c5e8b-45b9-4653-ba55-5f855dd0fad8", "not a role that the app could need")] // a slip of the pen
    [InlineData(Tables, Owner, "not a role that the app could need")]
    [InlineData(Tables, TablesRead, "no role allows to write rows")]
    [InlineData(SecretsUser, "b86a8fe4-44ce-4948-aee5-eccb2c155cd7", "nobody needs to write secrets")]
    public async Task Another_role_in_its_place_is_seen(string right, string wrong, string said) => Assert.Contains(await ComplaintsAsync(one =>
    {
        var properties = one.Of(Assignments).Single(resource => IsOf(resource, right))["properties"]!;
        properties["roleDefinitionId"] = ((string)properties["roleDefinitionId"]!).Replace(right, wrong, StringComparison.Ordinal);
    }), complaint => complaint.Contains(said, StringComparison.Ordinal));

    [Fact]
    public async Task A_role_too_many_is_seen()
    {
        Assert.Equal(["nobody needs to work on tasks"], await ComplaintsAsync(one => one.Add(Copy(one, "0ad04412-c4d5-4796-b79c-f76d14c8d402", "/providers/Microsoft.DurableTask/schedulers/s/taskHubs/h"))));
        Assert.Equal([$"{Owner} is not a role that the app could need"], await ComplaintsAsync(one => one.Add(Copy(one, Owner, ""))));
    }

    [Fact]
    public async Task A_role_for_more_than_its_resource_is_seen() => Assert.Equal(
        ["Storage Table Data Contributor is given for all"], await ComplaintsAsync(one => one.Add(Copy(one, Tables, ""))));

    [Fact]
    public async Task A_role_for_somebody_else_is_seen() => Assert.Equal([$"somebody has the role {Tables}"],
        await ComplaintsAsync(one =>
        {
            var copy = Copy(one, Tables, "/providers/Microsoft.Storage/storageAccounts/s");
            copy["properties"]!["principalId"] = "somebody";
            one.Add(copy);
        }));

    [Theory]
    [InlineData("SecretClient.SetSecretAsync")]
    [InlineData("TableServiceClient.SetPropertiesAsync")]
    [InlineData("BlobContainerClient.UploadBlobAsync")]
    [InlineData("[ServiceBusTrigger]")]
    public async Task A_call_that_no_role_allows_is_seen(string call) =>
        Assert.Equal([$"no role was given for {call}"], Roles.Complaints(await TemplateTests.SmallAsync(), Calls.Append(call).ToHashSet()));

    static async Task<List<string>> ComplaintsAsync(Action<Deployment> mistake) => [.. Roles.Complaints(await TemplateTests.PlantAsync(mistake), Calls)];

    /// <summary>A role for the app, as the others are, given for <paramref name="place"/> in the group; empty: for the whole group.</summary>
    static JsonNode Copy(Deployment deployment, string role, string place)
    {
        var copy = deployment.Of(Assignments).First(resource => IsOf(resource, Tables)).DeepClone();
        copy["id"] = $"/subscriptions/s/resourceGroups/g{place}/providers/Microsoft.Authorization/roleAssignments/a";
        copy["properties"]!["roleDefinitionId"] = $"/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/{role}";
        return copy;
    }

    static bool IsOf(JsonNode resource, string role) =>
        (string?)resource["type"] == Assignments && ((string)resource["properties"]!["roleDefinitionId"]!).EndsWith(role, StringComparison.Ordinal);
}
