using Campaigns.Tests.Doors;

namespace Campaigns.Tests.Look;

/// <summary>Who a page is for.</summary>
enum Room { Signatories, Coordinators, Operators }

/// <summary>The routes at which a browser is shown a page when it looks: from the app's own list, so that none can be forgotten.</summary>
static class PageDoors
{
    static readonly string[] OfCoordinators = ["desk", "networks", "account", "signin"];

    /// <summary>Routes that answer with something else: a file, numbers, or the way to another page.</summary>
    static readonly string[] Others = ["assets/{name}", "health", "metrics", "campaigns", "campaigns/{id}/signatures", "verify/script", "desk/{id}/letters/{number}/replies/{reply}", "ops/backup/units", "ops/backup/mark", "ops/backup/rows"];

    public static readonly IReadOnlyList<string> All =
        [.. RouteTests.Routes.Where(route => route.Trigger.Methods!.Contains("get")).Select(route => route.Trigger.Route!).Where(route => !route.Split('/')[^1].Contains('.', StringComparison.Ordinal) && !Others.Contains(route)).Distinct().Order(StringComparer.Ordinal)];

    public static Room RoomOf(string route) =>
        route.Split('/')[0] == "ops" ? Room.Operators
        : OfCoordinators.Contains(route.Split('/')[0]) || route is "campaigns/new" or "sign/review/{token}" ? Room.Coordinators
        : Room.Signatories;

    /// <summary>The route that answers at a path: the one with most words of its own. Null: it shows no page.</summary>
    public static string? Of(string path)
    {
        var parts = path.Trim('/').Split('/');
        return All.Where(route => Fits(route.Split('/'), parts)).MaxBy(route => route.Split('/').Count(part => !part.StartsWith('{')));
    }

    static bool Fits(string[] route, string[] parts) =>
        route.Length == parts.Length && route.Zip(parts).All(pair => pair.First.StartsWith("{root", StringComparison.Ordinal) ? pair.Second.Length == 0 : pair.First.StartsWith('{') || pair.First == pair.Second);
}
