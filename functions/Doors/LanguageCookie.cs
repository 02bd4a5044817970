using Campaigns.Access;
using Campaigns.Functions.Entrance;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Doors;

/// <summary>
/// The language that somebody who signed in chose by hand, for the rest of the session: the pages of coordinators have links without
/// <c>?lang=</c>. Nobody else gets the cookie.
/// </summary>
static class LanguageCookie
{
    public const string Name = "campaigns-language";

    public static string? Read(HttpRequest request) => request.Cookies[Name];

    public static void Keep(HttpRequest request, Visitor visitor, CampaignsOptions options)
    {
        if (visitor is not { Chosen: true, ForStaff: true } || SessionCookie.Read(request, options) is null || Read(request) == visitor.Language) return;
        var cookie = SessionCookie.Options(options);
        cookie.MaxAge = Sessions.Lifetime;
        request.HttpContext.Response.Cookies.Append(Name, visitor.Language, cookie);
    }
}
