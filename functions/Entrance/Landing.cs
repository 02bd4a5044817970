using Campaigns.Access;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Entrance;

/// <summary>Where somebody goes after signing in. Only our own rooms: what an address asks for is never followed elsewhere.</summary>
static class Landing
{
    const int Longest = 100;

    public static string Of(Roles roles, string? next) =>
        next is not null && IsOurs(next) ? next : roles.HasFlag(Roles.Coordinator) ? "/desk" : "/ops";

    /// <summary>The page that a request was for; for a form that page on which it stands.</summary>
    public static string After(HttpRequest request)
    {
        var path = request.Path.Value ?? "/";
        if (!HttpMethods.IsPost(request.Method)) return path;
        var page = path[..Math.Max(1, path.LastIndexOf('/'))];
        return path == "/campaigns" ? "/campaigns/new" : page == Accounts.PasskeyDoor.Path ? Accounts.FactorDoor.Path : page;
    }

    public static bool IsOurs(string path) =>
        path.Length <= Longest && path.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '/')
        && (path is "/account" or "/desk" or "/ops" or "/networks" or "/campaigns/new" || path.StartsWith("/account/", StringComparison.Ordinal) || path.StartsWith("/networks/", StringComparison.Ordinal) || path.StartsWith("/desk/", StringComparison.Ordinal) || path.StartsWith("/ops/", StringComparison.Ordinal));
}
