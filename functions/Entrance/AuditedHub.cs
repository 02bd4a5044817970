using Azure;
using Campaigns.Audit;
using Campaigns.Checks;
using Campaigns.Functions.Doors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Entrance;

/// <summary>
/// What somebody with the key does to orchestrations behind the campaigns' back, through the management API of Durable Functions, stands in the audit trail
/// like any other act: <c>hub.terminate</c>, <c>hub.suspend</c>, <c>hub.purge</c>. That API is no function of ours, so this stands before the whole app;
/// where another process serves it (the host, in Azure), its requests do not come by here.
/// </summary>
public sealed class AuditedHub(Auditing audit, ScriptKey key) : IStartupFilter
{
    const int LongestName = 100;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, rest) => Act(http.Request) is { } act && key.IsWithHost(http.Request) ? OpenAsync(http, act, rest) : rest(http));
        next(app);
    };

    async Task OpenAsync(HttpContext http, AuditAct act, RequestDelegate rest)
    {
        // Kept back until the row of the outcome is written.
        var (body, answer) = (http.Response.Body, new MemoryStream());
        http.Response.Body = answer;
        try
        {
            await audit.CarryOutAsync(act, async () =>
            {
                await rest(http);
                return http.Response.StatusCode;
            }, status => status, http.RequestAborted);
        }
        catch (RequestFailedException e) when (Outage.Is(e))
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable; // it could not be written down, and nothing was done
        }
        finally
        {
            http.Response.Body = body;
        }
        answer.Position = 0;
        await answer.CopyToAsync(body, http.RequestAborted);
    }

    /// <summary>Null for looking, and for any other address.</summary>
    static AuditAct? Act(HttpRequest request) => (request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["runtime", "webhooks", "durabletask", .. var rest] => (request.Method, rest) switch
        {
            ("DELETE", ["instances"]) => Act(request, "purge", ""),
            ("DELETE", ["instances", var id]) => Act(request, "purge", id),
            ("POST", ["instances", var id, "raiseEvent", var name]) => Act(request, "event", id, name),
            ("POST", ["instances", var id, ("terminate" or "suspend" or "resume" or "restart" or "rewind") and var act]) => Act(request, act, id),
            ("POST", ["orchestrators", var name]) => Act(request, "start", "", name),
            ("POST", ["orchestrators", var name, var id]) => Act(request, "start", id, name),
            _ => null,
        },
        _ => null,
    };

    /// <summary>The subject is the campaign (or draft) whose orchestration it is: instances are named after it.</summary>
    static AuditAct Act(HttpRequest request, string act, string instance, string name = "")
    {
        var subject = instance.Split('-')[0];
        var reason = SingleLine.Read(request.Query["reason"], Limits.Reason, required: false, out var wrong);
        var asked = new[] { KeyValuePair.Create("asked instance", instance), KeyValuePair.Create("asked name", name) }.Where(one => IsName(one.Value));
        return new($"hub.{act}", AuditFacts.IsSubject(subject) ? subject : "", Guard.KeyRole, null, wrong is null && reason.Length > 0 ? reason : null, asked);
    }

    // Names are ours; anything else may hold whatever somebody typed.
    static bool IsName(string text) => text.Length is > 0 and <= LongestName && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
