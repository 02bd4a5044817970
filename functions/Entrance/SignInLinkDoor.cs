using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Entrance;

/// <summary>The page behind the link in the mail. Looking uses nothing up; the button does, once.</summary>
public sealed class SignInLinkDoor(SignIn signIn, FormTokens tokens, CampaignsOptions options, EntranceLog log, CampaignReading reading, Texts texts)
{
    static string Action(string token) => $"/signin/{token}";

    [Function("SignInLink")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "signin/{token}")] HttpRequest request, string token,
        CancellationToken cancellation) =>
        await signIn.IsUsableAsync(token, cancellation) ? await AskAsync(request, token, expired: false) : await UsedAsync(request);

    [Function("RedeemSignIn")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "signin/{token}")] HttpRequest request, string token,
        CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await reading.RefusedAsync(request, status, Action(token));
        if (!await signIn.IsUsableAsync(token, cancellation)) return await NotInAsync(request);
        // JSON cannot be posted by another site; there is no session yet that a form could be bound to.
        if (posted.Json is null && !tokens.IsValid(posted.Fields.GetValueOrDefault(FormState.TokenField), Action(token), ""))
            return await AskAsync(request, token, expired: true);
        if (await signIn.RedeemAsync(token, cancellation) is not var (secret, session)) return await NotInAsync(request);
        log.SignedIn(EntranceLog.ByLink, half: session is null);

        SessionCookie.Write(request.HttpContext.Response, secret, options, session is null ? SignIn.HalfOpen : Sessions.Lifetime);
        string? next = request.Query["next"];
        if (session is not null) return request.SeeOther(Landing.Of(session.Roles, next));
        return request.SeeOther(SignInCodeDoor.Path + (next is not null && Landing.IsOurs(next) ? "?next=" + Uri.EscapeDataString(next) : ""));
    }

    async Task<IResult> AskAsync(HttpRequest request, string token, bool expired)
    {
        string? next = request.Query["next"];
        var form = new FormState(Action(token), tokens.Create(Action(token), "")) { Expired = expired };
        var view = new SignInLinkView(form, next is not null && Landing.IsOurs(next) ? next : "");
        return await request.PageAsync(view, expired ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    async Task<IResult> NotInAsync(HttpRequest request)
    {
        log.NotSignedIn(EntranceLog.ByLink, "used, too old or unknown");
        return await UsedAsync(request);
    }

    async Task<IResult> UsedAsync(HttpRequest request)
    {
        if (request.WantsJson()) return Problem.Of(StatusCodes.Status410Gone, texts["SignInUsed_Title"]);
        var notice = new NoticeView(texts["SignInUsed_Title"], texts["SignInUsed_Text"]) { Next = ("/signin", texts["SignInSent_Again"]) };
        return await request.PageAsync(notice, StatusCodes.Status410Gone);
    }
}
