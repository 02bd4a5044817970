using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace Campaigns.Local.Worker.Durable;

/// <summary>The calls of the management API that are about one instance.</summary>
/// <param name="history">The history events of an instance, with their results or without.</param>
sealed class InstanceCalls(DurableTaskClient client, Func<string, bool, Task<JsonArray>> history, string hub)
{
    public async Task<IResult> Show(HttpContext http)
    {
        var query = new ManagementQuery(http.Request.Query);
        var (showInput, showHistory) = (query.Flag("showInput", true), query.Flag("showHistory", false));
        var (showOutput, failureIs500) = (query.Flag("showHistoryOutput", false), query.Flag("returnInternalServerErrorOnFailure", false));
        if (query.Unreadable is { } name)
            return ManagementApi.Error(400, $"The value of '{name}' cannot be read.");
        if (await client.GetInstanceAsync(Id(http), true, http.RequestAborted) is not { } instance)
            return Results.StatusCode(404);

        var events = showHistory ? await history(instance.InstanceId, showOutput) : null;
        var status = instance.IsCompleted ? 200 : 202;
        if (failureIs500 && instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed)
            status = 500;
        if (status == 202)
        {
            var request = http.Request;
            http.Response.Headers.Location = $"{request.Scheme}://{request.Host}{request.Path}{request.QueryString}";
            http.Response.Headers.RetryAfter = "5";
        }

        return Results.Json(InstanceJson.Of(instance, showInput, events), statusCode: status);
    }

    public async Task<IResult> Purge(HttpContext http)
    {
        var result = await client.PurgeInstanceAsync(Id(http), http.RequestAborted);
        return result.PurgedInstanceCount == 0 ? Results.StatusCode(404) : Results.Json(new { instancesDeleted = result.PurgedInstanceCount });
    }

    public Task<IResult> RaiseEvent(HttpContext http) => IfGoing(http, async id =>
    {
        if (!http.Request.HasJsonContentType())
            return ManagementApi.Error(400, "Only application/json request content is supported");
        var (isJson, data) = await JsonBody.Read(http.Request, emptyIsNull: false);
        if (!isJson)
            return ManagementApi.Error(400, "Invalid JSON content");
        await client.RaiseEventAsync(id, (string)http.Request.RouteValues["eventName"]!, data, http.RequestAborted);
        return Results.StatusCode(202);
    });

    public Task<IResult> Terminate(HttpContext http) => IfGoing(http, async id =>
    {
        await client.TerminateInstanceAsync(id, (object?)Reason(http), http.RequestAborted);
        return Results.StatusCode(202);
    });

    public Task<IResult> Suspend(HttpContext http) => IfGoing(http, async id =>
    {
        await client.SuspendInstanceAsync(id, Reason(http), http.RequestAborted);
        return Results.StatusCode(202);
    });

    public Task<IResult> Resume(HttpContext http) => IfGoing(http, async id =>
    {
        await client.ResumeInstanceAsync(id, Reason(http), http.RequestAborted);
        return Results.StatusCode(202);
    });

    public async Task<IResult> Restart(HttpContext http)
    {
        var query = new ManagementQuery(http.Request.Query);
        var withNewId = query.Flag("restartWithNewInstanceId", true);
        if (query.Unreadable is { } name)
            return ManagementApi.Error(400, $"The value of '{name}' cannot be read.");
        try
        {
            return CheckStatusResponse.Of(http, hub, await client.RestartAsync(Id(http), withNewId, http.RequestAborted));
        }
        catch (ArgumentException)
        {
            return ManagementApi.Error(400, "InstanceId does not match a valid orchestration instance.");
        }
        catch (InvalidOperationException)
        {
            return ManagementApi.Error(409, "A non-terminal instance with this instance ID already exists.");
        }
    }

    /// <summary>404 for an id that is unknown, 410 for an instance that is over.</summary>
    async Task<IResult> IfGoing(HttpContext http, Func<string, Task<IResult>> act)
    {
        if (await client.GetInstanceAsync(Id(http), http.RequestAborted) is not { } instance)
            return Results.StatusCode(404);
        try
        {
            return instance.IsCompleted ? Results.StatusCode(410) : await act(instance.InstanceId);
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
            return Results.StatusCode(410);
        }
    }

    static string Id(HttpContext http) => (string)http.Request.RouteValues["instanceId"]!;

    static string? Reason(HttpContext http) => http.Request.Query["reason"].FirstOrDefault();
}
