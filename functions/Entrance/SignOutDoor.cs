using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Entrance;

public sealed class SignOutDoor(Sessions sessions, Guard guard, FormTokens tokens, PlatformSignIn platform, CampaignsOptions options, Texts texts)
{
    public const string Path = "/signout";

    [Function("SignOut")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "signout")] HttpRequest request, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (await guard.SessionAsync(request, cancellation) is not { } session) return request.SeeOther("/signin");
        // Another site may not sign a person out; a page that is too old leads to a fresh one.
        if (posted.Json is null && !tokens.IsValid(posted.Fields.GetValueOrDefault(FormState.TokenField), Path, session.SessionId))
            return request.SeeOther(Landing.Of(session.Roles, null));
        await sessions.SignOutAsync(SessionCookie.Read(request, options)!, cancellation);
        SessionCookie.Remove(request.HttpContext.Response, options);
        return platform.Knows(request) ? await LeaveAsync(request) : request.SeeOther("/signin");
    }

    /// <summary>The platform still knows the person, and a click would sign them in again: the browser goes on to end that, too. From a page, because
    /// browsers hold a form's redirects, which here lead on to the provider, against the policy that forms stay on this site.</summary>
    Task<IResult> LeaveAsync(HttpRequest request)
    {
        request.HttpContext.Response.Headers["Refresh"] = $"0; url={PlatformSignIn.LogoutPath}";
        return request.PageAsync(new NoticeView(texts["SignedOut_Title"], texts["SignedOut_Text", platform.Provider!.Label]) { Next = (PlatformSignIn.LogoutPath, texts["SignedOut_Next"]) });
    }
}
