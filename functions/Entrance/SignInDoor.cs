using Campaigns.Access;
using Campaigns.Checks;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Entrance;

/// <summary>Asks for a link to sign in. The answer is the same whether or not the address is listed.</summary>
public sealed class SignInDoor(SignIn signIn, Guard guard, FormTokens tokens, PlatformSignIn platform, ScriptKey key, Rush rush, CampaignReading reading, Texts texts)
{
    const string Path = "/signin";

    [Function("SignInForm")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "signin")] HttpRequest request, CancellationToken cancellation)
    {
        string? next = request.Query["next"];
        if (await guard.SessionAsync(request, cancellation) is { } session) return request.SeeOther(Landing.Of(session.Roles, next));
        return await request.PageAsync(new SignInView(new FormState(Path, tokens.Create(Path, "")), Ours(next)) { Provider = platform.Provider });
    }

    [Function("RequestSignIn")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "signin")] HttpRequest request, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await reading.RefusedAsync(request, status, Path);
        var expired = !(posted.Json is not null || key.IsWith(request) || tokens.IsValid(posted.Fields.GetValueOrDefault(FormState.TokenField), Path, ""));
        var email = posted.Fields.GetValueOrDefault("email", "").Trim();
        var next = Ours(posted.Fields.GetValueOrDefault("next"));
        if (Check(email) is { } error) return await AgainAsync(request, posted, next, StatusCodes.Status422UnprocessableEntity, error);
        if (expired) return await AgainAsync(request, posted, next, StatusCodes.Status400BadRequest, null);
        var refused = rush.Refuse(request, posted, Rates.SignInRequests, "signin", "all", () => AgainAsync(request, posted, next, StatusCodes.Status429TooManyRequests, null));
        if (refused is not null) return await refused;

        await signIn.RequestAsync(email, texts.Language, next, cancellation);
        return request.WantsJson() ? Results.Json(new { status = "sent" }, statusCode: StatusCodes.Status202Accepted) : request.SeeOther("/signin/sent");
    }

    [Function("SignInSent")]
    public Task<IResult> Sent([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "signin/sent")] HttpRequest request) =>
        request.PageAsync(new NoticeView(texts["SignInSent_Title"], texts["SignInSent_Text"], texts["SignInSent_Nothing"]) { Next = (Path, texts["SignInSent_Again"]) });

    async Task<IResult> AgainAsync(HttpRequest request, PostedForm posted, string next, int status, FieldError? error)
    {
        if (request.WantsJson())
            return error is null ? Problem.Of(status, texts["Expired_Title"]) : Problem.Of(texts, [error], status);
        var form = new FormState(Path, tokens.Create(Path, ""), posted.Fields, error is null ? [] : [error]) { Expired = status == StatusCodes.Status400BadRequest, Busy = status == StatusCodes.Status429TooManyRequests };
        return await request.PageAsync(new SignInView(form, next) { Provider = platform.Provider }, status);
    }

    static FieldError? Check(string email) => email switch
    {
        "" => new("email", "Required"),
        { Length: > Limits.Email } => new("email", "TooLong", $"{Limits.Email}"),
        _ => EmailAddress.TryParse(email, out _) ? null : new("email", "NotAnAddress"),
    };

    static string Ours(string? next) => next is not null && Landing.IsOurs(next) ? next : "";
}
