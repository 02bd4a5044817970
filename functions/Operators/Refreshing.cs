using Campaigns.Functions.Doors;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Operators;

/// <summary>A page without a form comes anew by itself, without script; <c>?still=yes</c> is for those who want to read in peace.</summary>
static class Refreshing
{
    const int Seconds = 30;

    /// <returns>Whether the page of this answer does.</returns>
    public static bool Starts(HttpRequest request)
    {
        if (request.Query["still"] == "yes" || request.WantsJson()) return false;
        request.HttpContext.Response.Headers["Refresh"] = $"{Seconds}";
        return true;
    }
}
