using System.Text.Json.Nodes;
using Campaigns.Functions.Coordinators;
using Campaigns.Functions.Coordinators.Drafts;
using Campaigns.Functions.Coordinators.Networks;
using Campaigns.Functions.Operators;
using Campaigns.Tests.Fuzz;
using Campaigns.Tests.Security;

namespace Campaigns.Tests.Doors;

/// <summary><c>/openapi.json</c> against the doors: every door that speaks JSON stands in it, and answers as it says.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task Every_door_answers_as_the_document_says_and_every_one_that_speaks_JSON_stands_in_it()
    {
        await using var cast = await Cast.GatherAsync();
        var document = new OpenApiDocument();
        var wrong = new List<string>(document.Operations.Where(one => !cast.Doors.Any(door => door.ToString() == one)).Select(one => $"{one} is no door"));
        foreach (var door in cast.Doors.Where(IsOurs)) wrong.AddRange(await TryAsync(cast, document, door));
        await cast.DispatchAsync();
        foreach (var door in cast.Doors.Where(IsOurs).Where(door => door.Method == "GET")) wrong.AddRange(await TryAsync(cast, document, door));
        await cast.PurgeAsync();
        foreach (var door in cast.Doors.Where(IsOurs).Where(door => door.Method == "GET")) wrong.AddRange(await TryAsync(cast, document, door));

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
    }

    [Fact]
    public void What_can_be_sent_is_what_the_document_lists()
    {
        var document = new OpenApiDocument();
        Assert.Equal(LaunchInput.FieldNames.Concat(LaunchInput.ListNames).Append("statement").Distinct().Order(), document.Properties("Launch").Order());
        Assert.Equal(DeskInput.Actions, document.Choices("/desk/{id}/{action}", "action"));
        Assert.Equal(OpsActions.Names, document.Choices("/ops/{id}/{action}", "action"));
        Assert.Equal([.. NetworkActions.Names, "import"], document.Choices("/networks/{network}/{action}", "action"));
        Assert.Equal(OfficeActions.Names, document.Choices("/networks/{network}/offices/{change}", "change"));
        Assert.Equal([.. DraftWriting.Actions, .. DraftDecisions.Actions], document.Choices("/desk/drafts/{draft}/{act}", "act"));
    }

    /// <summary>The management API is Microsoft's; assets and mails' events are not for scripts.</summary>
    static bool IsOurs(Door door) => !door.Route.StartsWith("runtime", StringComparison.Ordinal) && door.Route is not "openapi.json";

    static async Task<IEnumerable<string>> TryAsync(Cast cast, OpenApiDocument document, Door door)
    {
        var role = door.Route.StartsWith("sign/", StringComparison.Ordinal) || door.Route.StartsWith("updates/", StringComparison.Ordinal) ? "signatory" : "key";
        using var answer = await cast.SendAsync(door, role, asJson: true);
        var (status, type) = ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType);
        var isJson = type is "application/json" or "application/problem+json";
        if (document.Response(door, status) is not { } response)
            return type == "application/json" ? [$"{door} answers {status} with JSON, and does not stand in the document"] : [];
        if (response.Schema is null) return isJson ? [$"{door} answers {status} with JSON, the document knows none"] : [];
        if (!isJson) return status < 300 ? [$"{door} answers {status} with {type ?? "nothing"}, not JSON"] : [];
        return document.Differences(response.Schema, JsonNode.Parse(await answer.Content.ReadAsStringAsync())).Select(one => $"{door} {status}: {one}");
    }
}
