using System.Text.RegularExpressions;
using Campaigns.Tests.Desk;
using Microsoft.AspNetCore.Routing;

namespace Campaigns.Tests.Fuzz;

/// <summary>A method and a route, as the running app lists them.</summary>
sealed record Door(string Method, string Route)
{
    public override string ToString() => $"{Method} /{Route}";
}

/// <summary>The doors of the app, from its own list of endpoints: what is added there is fuzzed and must stand in the table of roles.</summary>
static partial class DoorList
{
    public static IReadOnlyList<Door> Of(DeskHouse house) =>
    [
        .. from endpoint in house.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
           where !method.Equals("HEAD", StringComparison.OrdinalIgnoreCase)
           let route = Constraint().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "{$1}").Replace("{root}", "", StringComparison.Ordinal)
           orderby route, method
           select new Door(method.ToUpperInvariant(), route),
    ];

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Constraint();
}
