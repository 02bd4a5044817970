using Campaigns.Local.Worker.Functions;
using Campaigns.Local.Worker.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.Worker.Http;

/// <summary>Puts the HTTP functions under their routes.</summary>
static class HttpFunctions
{
    public static void Map(
        WebApplication app, IEnumerable<FunctionEntry> functions, FunctionPipeline pipeline, HostSettings settings, ILogger log)
    {
        foreach (var function in functions.Where(f => f.Kind == TriggerKind.Http))
        {
            var door = new HttpDoor(function, pipeline, settings.Key, log);
            var template = string.Join('/', new[] { settings.RoutePrefix, function.Route }.Where(part => part.Length > 0));
            var endpoint = function.Http.Methods is { Length: > 0 } methods
                ? app.MapMethods(template, methods, door.Serve)
                : app.Map(template, door.Serve);
            endpoint.WithMetadata(HostEndpoint.Mark).WithDisplayName(function.Name);
        }
    }

    /// <summary>
    /// The host knows no 405: a method that a function does not list, HEAD among them, finds nothing.
    /// Routing answers such a request by an endpoint of its own, which is not one of ours.
    /// </summary>
    public static void HideOthers(WebApplication app) => app.Use((http, next) =>
    {
        if (http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<HostEndpoint>() is not null)
            return next(http);
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}

/// <summary>Marks the endpoints that the host put up.</summary>
sealed class HostEndpoint
{
    public static readonly HostEndpoint Mark = new();
}
