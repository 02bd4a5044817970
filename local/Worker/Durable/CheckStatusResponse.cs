using Microsoft.AspNetCore.Http;

namespace Campaigns.Local.Worker.Durable;

/// <summary>
/// The answer to a start: 202 and the addresses of the instance. They carry the key, which the caller has just shown.
/// </summary>
static class CheckStatusResponse
{
    public static IResult Of(HttpContext http, string hub, string instanceId)
    {
        var request = http.Request;
        var key = request.Headers["x-functions-key"].FirstOrDefault() ?? request.Query["code"].FirstOrDefault() ?? "";
        var instance = $"{request.Scheme}://{request.Host}{ManagementApi.Base}/instances/{Uri.EscapeDataString(instanceId)}";
        var access = $"taskHub={hub}&connection=Storage&code={Uri.EscapeDataString(key)}";

        http.Response.Headers.Location = $"{instance}?{access}";
        http.Response.Headers.RetryAfter = "10";
        return Results.Json(new Dictionary<string, string>
        {
            ["id"] = instanceId,
            ["purgeHistoryDeleteUri"] = $"{instance}?{access}",
            ["sendEventPostUri"] = $"{instance}/raiseEvent/{{eventName}}?{access}",
            ["statusQueryGetUri"] = $"{instance}?{access}",
            ["terminatePostUri"] = $"{instance}/terminate?reason={{text}}&{access}",
            ["suspendPostUri"] = $"{instance}/suspend?reason={{text}}&{access}",
            ["resumePostUri"] = $"{instance}/resume?reason={{text}}&{access}",
            ["restartPostUri"] = $"{instance}/restart?{access}",
        }, statusCode: StatusCodes.Status202Accepted);
    }
}
