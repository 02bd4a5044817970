using System.Text.Json.Nodes;
using DurableTask.Core.Exceptions;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Campaigns.Local.Worker.Durable;

/// <summary>The calls of the management API that are about no instance in particular.</summary>
sealed class InstancesCalls(DurableTaskClient client, IReadOnlySet<string> orchestrators, string hub, TimeProvider time)
{
    const string ContinuationHeader = "x-ms-continuation-token";

    public async Task<IResult> List(HttpContext http)
    {
        var query = new ManagementQuery(http.Request.Query);
        var showInput = query.Flag("showInput", true);
        var top = query.Number("top", OrchestrationQuery.DefaultPageSize);
        var filter = new OrchestrationQuery
        {
            CreatedFrom = query.Time("createdTimeFrom"),
            CreatedTo = query.Time("createdTimeTo"),
            Statuses = query.Statuses(),
            InstanceIdPrefix = query.Text("instanceIdPrefix"),
            FetchInputsAndOutputs = true,
            PageSize = top,
        };
        if (query.Unreadable is { } name)
            return Unreadable(name);

        var token = http.Request.Headers[ContinuationHeader].FirstOrDefault();
        await foreach (var page in client.GetAllInstancesAsync(filter).AsPages(string.IsNullOrEmpty(token) ? null : token, top))
        {
            if (!string.IsNullOrEmpty(page.ContinuationToken))
                http.Response.Headers[ContinuationHeader] = page.ContinuationToken;
            return Results.Json(new JsonArray([.. page.Values.Select(i => InstanceJson.Of(i, showInput))]));
        }

        return Results.Json(new JsonArray());
    }

    public async Task<IResult> Purge(HttpContext http)
    {
        var query = new ManagementQuery(http.Request.Query);
        var from = query.Time("createdTimeFrom");
        var filter = new PurgeInstancesFilter(from, query.Time("createdTimeTo") ?? time.GetUtcNow(), query.Statuses());
        if (query.Unreadable is { } name)
            return Unreadable(name);
        if (from is null)
            return ManagementApi.Error(400, "Please provide value for 'createdTimeFrom' parameter.");
        var result = await client.PurgeAllInstancesAsync(filter, http.RequestAborted);
        return result.PurgedInstanceCount == 0 ? Results.StatusCode(404) : Results.Json(new { instancesDeleted = result.PurgedInstanceCount });
    }

    public async Task<IResult> Start(HttpContext http)
    {
        var name = (string)http.Request.RouteValues["name"]!;
        if (!orchestrators.Contains(name))
            return ManagementApi.Error(400, $"The orchestrator function '{name}' does not exist.");
        var id = http.Request.RouteValues["instanceId"] as string ?? Guid.NewGuid().ToString("N");
        var (isJson, input) = await JsonBody.Read(http.Request, emptyIsNull: true);
        if (!isJson)
            return ManagementApi.Error(400, "Invalid JSON content");
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id), http.RequestAborted);
        }
        catch (ArgumentException e)
        {
            return ManagementApi.Error(400, e.Message);
        }
        catch (OrchestrationAlreadyExistsException e)
        {
            return ManagementApi.Error(409, e.Message);
        }

        return CheckStatusResponse.Of(http, hub, id);
    }

    static IResult Unreadable(string parameter) => ManagementApi.Error(400, $"The value of '{parameter}' cannot be read.");
}
