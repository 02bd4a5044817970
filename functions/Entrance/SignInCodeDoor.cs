using System.Globalization;
using Campaigns.Access;
using Campaigns.Access.SecondFactors;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Entrance;

/// <summary>After the emailed link, who has a second factor is asked for its code. Until then there is no session: the cookie opens this door only.</summary>
public sealed class SignInCodeDoor(SignIn signIn, FormTokens tokens, CampaignsOptions options, EntranceLog log, CampaignReading reading, Texts texts)
{
    public const string Path = "/signin/code";

    [Function("SignInCode")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "signin/code")] HttpRequest request, CancellationToken cancellation) =>
        SessionCookie.Read(request, options) is { } secret && await signIn.IsHalfOpenAsync(secret, cancellation)
            ? await AskAsync(request, secret, Form(secret), StatusCodes.Status200OK, cancellation)
            : request.SeeOther("/signin");

    [Function("EnterSignInCode")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "signin/code")] HttpRequest request, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await reading.RefusedAsync(request, status, Path);
        if (SessionCookie.Read(request, options) is not { } secret || !await signIn.IsHalfOpenAsync(secret, cancellation)) return request.SeeOther("/signin");
        var form = Form(secret);
        if (posted.Json is null && !tokens.IsValid(posted.Fields.GetValueOrDefault(FormState.TokenField), Path, secret))
            return await AskAsync(request, secret, form with { Expired = true }, StatusCodes.Status400BadRequest, cancellation);
        var (answer, entered) = await signIn.EnterCodeAsync(secret, posted.Fields.GetValueOrDefault("code", ""), cancellation);
        if (answer != CodeAnswer.Right) log.NotSignedIn(EntranceLog.ByCode, WhyNot(answer));
        if (answer == CodeAnswer.TooMany) return await AskAsync(request, secret, form with { Errors = [new("code", "TooManyCodes")] }, TooMany(request), cancellation);
        if (answer == CodeAnswer.Wrong) return await AskAsync(request, secret, form with { Errors = [new("code", "NotTheCode")] }, StatusCodes.Status422UnprocessableEntity, cancellation);
        if (entered is not var (cookie, session)) return request.SeeOther("/signin");
        log.SignedIn(EntranceLog.ByCode);
        SessionCookie.Write(request.HttpContext.Response, cookie, options, Sessions.Lifetime);
        return request.SeeOther(Landing.Of(session.Roles, request.Query["next"]));
    }

    /// <summary>As the log tells it.</summary>
    public static string WhyNot(CodeAnswer answer) => answer switch { CodeAnswer.TooMany => "too many tries", CodeAnswer.Wrong => "wrong or used before", _ => "too late" };

    /// <summary>429, with how long to wait at most.</summary>
    public static int TooMany(HttpRequest request)
    {
        request.HttpContext.Response.Headers.RetryAfter = Rates.FactorCodes.Span.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return StatusCodes.Status429TooManyRequests;
    }

    FormState Form(string secret) => new(Path, tokens.Create(Path, secret));

    async Task<IResult> AskAsync(HttpRequest request, string secret, FormState form, int status, CancellationToken cancellation)
    {
        if (request.AnswersJson() && form.HasErrors) return form.Expired ? Problem.Of(status, texts["Expired_Title"]) : Problem.Of(texts, form.Errors, status);
        string? next = request.Query["next"];
        var view = new SignInCodeView(form, next is not null && Landing.IsOurs(next) ? next : "") { HasPasskey = await signIn.TakesPasskeyAsync(secret, cancellation) };
        if (view.HasPasskey) request.AllowOwnScript();
        return await request.PageAsync(view, status);
    }
}
