using Campaigns.Functions.Doors;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Entrance;

/// <summary>The cookie that is set after signing in.</summary>
static class SessionCookie
{
    public const string Name = "campaigns";

    public static string? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 } secret ? secret : null;

    public static void Write(HttpResponse response, string secret, CampaignsOptions options, TimeSpan lifetime)
    {
        var cookie = Options(options);
        cookie.MaxAge = lifetime;
        response.Cookies.Append(Name, secret, cookie);
    }

    public static void Remove(HttpResponse response, CampaignsOptions options)
    {
        response.Cookies.Delete(Name, Options(options));
        response.Cookies.Delete(LanguageCookie.Name, Options(options));
    }

    public static CookieOptions Options(CampaignsOptions options) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = options.BaseUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase),
        Path = "/",
        IsEssential = true,
    };
}
