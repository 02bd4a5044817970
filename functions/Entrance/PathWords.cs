using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Entrance;

/// <summary>The words of an address as doors are found by them: routes do not tell capitals from small letters, so whoever decides by an address must not either.</summary>
static class PathWords
{
    public static string[] Of(HttpRequest request) => (request.Path.Value ?? "").ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries);
}
