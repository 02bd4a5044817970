using Campaigns.Local.Worker.Host;
using Campaigns.Local.Worker.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.Worker.Durable;

/// <summary>
/// The HTTP API of the Durable Functions extension. Every call needs the key. Missing here: entities, rewind,
/// other task hubs and connections, and waiting for the end (<c>timeout</c>).
/// </summary>
static class ManagementApi
{
    public const string Base = "/runtime/webhooks/durabletask";

    public static void Map(WebApplication app, InstanceCalls one, InstancesCalls many, HostSettings settings, ILogger log)
    {
        void Add(string method, string route, Func<HttpContext, Task<IResult>> call) =>
            app.MapMethods($"{Base}/{route}", [method], Guarded(call, settings, log)).WithMetadata(HostEndpoint.Mark);

        Add("GET", "instances", many.List);
        Add("DELETE", "instances", many.Purge);
        Add("POST", "orchestrators/{name}/{instanceId?}", many.Start);
        Add("GET", "instances/{instanceId}", one.Show);
        Add("DELETE", "instances/{instanceId}", one.Purge);
        Add("POST", "instances/{instanceId}/raiseEvent/{eventName}", one.RaiseEvent);
        Add("POST", "instances/{instanceId}/terminate", one.Terminate);
        Add("POST", "instances/{instanceId}/suspend", one.Suspend);
        Add("POST", "instances/{instanceId}/resume", one.Resume);
        Add("POST", "instances/{instanceId}/restart", one.Restart);
        Add("POST", "instances/{instanceId}/rewind", _ => Task.FromResult(Error(501, "Rewind is not supported by the local runtime.")));
    }

    public static IResult Error(int status, string message) => Results.Json(new { message }, statusCode: status);

    static RequestDelegate Guarded(Func<HttpContext, Task<IResult>> call, HostSettings settings, ILogger log) => async http =>
    {
        if (!settings.Key.Admits(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var result = http.Request.Query["taskHub"].FirstOrDefault() is { Length: > 0 } hub
            && !hub.Equals(settings.HubName, StringComparison.OrdinalIgnoreCase)
            ? Error(400, "This runtime serves one task hub, and that is another one.")
            : await Call(call, http, log);
        await result.ExecuteAsync(http);
    };

    static async Task<IResult> Call(Func<HttpContext, Task<IResult>> call, HttpContext http, ILogger log)
    {
        try
        {
            return await call(http);
        }
        catch (BadHttpRequestException e)
        {
            return Error(e.StatusCode, "The request cannot be read.");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "The management API failed");
            return Results.StatusCode(500);
        }
    }
}
