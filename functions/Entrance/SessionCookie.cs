using Campaigns.Functions.Doors;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Entrance;

/// <summary>The cookie that is set after signing in.</summary>
static class SessionCookie
{
    /// <summary>On https with the prefix by which browsers take it from this very host only, never from a neighbour under the same domain; a laptop has no https.</summary>
    static string Name(CampaignsOptions options) => options.IsHttps ? "__Host-campaigns" : "campaigns";

    public static string? Read(HttpRequest request, CampaignsOptions options) => request.Cookies[Name(options)] is { Length: > 0 } secret ? secret : null;

    public static void Write(HttpResponse response, string secret, CampaignsOptions options, TimeSpan lifetime)
    {
        var cookie = Options(options);
        cookie.MaxAge = lifetime;
        response.Cookies.Append(Name(options), secret, cookie);
    }

    public static void Remove(HttpResponse response, CampaignsOptions options)
    {
        response.Cookies.Delete(Name(options), Options(options));
        response.Cookies.Delete(LanguageCookie.Name, Options(options));
    }

    public static CookieOptions Options(CampaignsOptions options) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = options.IsHttps,
        Path = "/",
        IsEssential = true,
    };
}
