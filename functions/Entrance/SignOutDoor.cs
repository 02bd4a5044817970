using Campaigns.Access;
using Campaigns.Functions.Doors;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Entrance;

public sealed class SignOutDoor(Sessions sessions, Guard guard, FormTokens tokens, CampaignsOptions options)
{
    public const string Path = "/signout";

    [Function("SignOut")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "signout")] HttpRequest request, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (await guard.SessionAsync(request, cancellation) is not { } session) return request.SeeOther("/signin");
        // Another site may not sign a person out; a page that is too old leads to a fresh one.
        if (posted.Json is null && !tokens.IsValid(posted.Fields.GetValueOrDefault(Pages.FormState.TokenField), Path, session.SessionId))
            return request.SeeOther(Landing.Of(session.Roles, null));
        await sessions.SignOutAsync(SessionCookie.Read(request)!, cancellation);
        SessionCookie.Remove(request.HttpContext.Response, options);
        return request.SeeOther("/signin");
    }
}
