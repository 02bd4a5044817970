using Campaigns.Access;
using Campaigns.Access.SecondFactors;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Entrance;

/// <summary>
/// Beside <see cref="SignInCodeDoor"/>: the page's script asks here what to ask the browser (<c>begin</c>), and brings its answer (<c>finish</c>,
/// field <c>credential</c>). It is in JSON, which no other site can post.
/// </summary>
public sealed class SignInPasskeyDoor(SignIn signIn, CampaignsOptions options, EntranceLog log, CampaignReading reading, Texts texts)
{
    public const string Path = "/signin/passkey/";

    [Function("SignInPasskey")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "signin/passkey/{step}")] HttpRequest request, string step, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await reading.RefusedAsync(request, status, SignInCodeDoor.Path);
        if (posted.Json is null || SessionCookie.Read(request, options) is not { } secret) return request.SeeOther(SignInCodeDoor.Path);
        return step == "begin" ? await BeginAsync(request, secret, cancellation)
            : step == "finish" ? await FinishAsync(request, secret, posted.Fields.GetValueOrDefault("credential", ""), cancellation)
            : await reading.NotFoundAsync(request);
    }

    async Task<IResult> BeginAsync(HttpRequest request, string secret, CancellationToken cancellation) =>
        await signIn.BeginPasskeyAsync(secret, cancellation) is { } ask ? Results.Text(ask, "application/json; charset=utf-8") : request.SeeOther(SignInCodeDoor.Path);

    async Task<IResult> FinishAsync(HttpRequest request, string secret, string credential, CancellationToken cancellation)
    {
        var (answer, entered) = await signIn.EnterPasskeyAsync(secret, credential, cancellation);
        if (answer != CodeAnswer.Right) log.NotSignedIn(EntranceLog.ByPasskey, SignInCodeDoor.WhyNot(answer));
        if (answer == CodeAnswer.TooMany) return Problem.Of(SignInCodeDoor.TooMany(request), texts["Error_TooManyCodes"]);
        if (entered is not var (cookie, session)) return Problem.Of(StatusCodes.Status422UnprocessableEntity, texts["Passkey_Wrong"]);
        log.SignedIn(EntranceLog.ByPasskey);
        SessionCookie.Write(request.HttpContext.Response, cookie, options, Sessions.Lifetime);
        return Results.Json(new { next = Landing.Of(session.Roles, request.Query["next"]) });
    }
}
