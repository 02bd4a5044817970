using Campaigns.Access;
using Campaigns.Access.Providers;
using Campaigns.Checks;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Entrance;

/// <summary>Where App Service leads people back to who signed in at the provider. Looking changes nothing; the button opens the session.</summary>
public sealed class ProviderDoor(SignIn signIn, PlatformSignIn platform, FormTokens tokens, Rush rush, CampaignsOptions options, EntranceLog log, CampaignReading reading, Texts texts)
{
    public const string Path = "/signin/provider";

    [Function("SignInProvider")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "signin/provider")] HttpRequest request, CancellationToken cancellation) =>
        ReceiveAsync(request, (provider, person) => AskAsync(request, provider, person, Form(person), StatusCodes.Status200OK), cancellation);

    [Function("EnterByProvider")]
    public async Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "signin/provider")] HttpRequest request, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await reading.RefusedAsync(request, status, Path);
        return await ReceiveAsync(request, (provider, person) => EnterAsync(request, posted, provider, person, cancellation), cancellation);
    }

    async Task<IResult> EnterAsync(HttpRequest request, PostedForm posted, IdentityProvider provider, EmailAddress person, CancellationToken cancellation)
    {
        // The token is of this person: another site cannot have made the form for somebody else's browser.
        if (posted.Json is null && !tokens.IsValid(posted.Fields.GetValueOrDefault(FormState.TokenField), Path, person.Key))
            return await AskAsync(request, provider, person, Form(person) with { Expired = true }, StatusCodes.Status400BadRequest);
        var busy = rush.Refuse(request, posted, Rates.SignInRequests, "signin", "all",
            () => AskAsync(request, provider, person, Form(person) with { Busy = true }, StatusCodes.Status429TooManyRequests));
        if (busy is not null) return await busy;
        if (await signIn.EnterByProviderAsync(person, texts.Language, cancellation) is not var (secret, session)) return request.SeeOther(Path);
        log.SignedIn(EntranceLog.ByProvider, half: session is null);
        SessionCookie.Write(request.HttpContext.Response, secret, options, session is null ? SignIn.HalfOpen : Sessions.Lifetime);
        if (session is not null) return request.SeeOther(Landing.Of(session.Roles, request.Query["next"]));
        return request.SeeOther(SignInCodeDoor.Path + (Next(request) is { Length: > 0 } next ? "?next=" + Uri.EscapeDataString(next) : ""));
    }

    /// <summary>Lets in who the provider vouches for and who is expected here. The others are told which of the two they lack, and nothing of anybody else.</summary>
    async Task<IResult> ReceiveAsync(HttpRequest request, Func<IdentityProvider, EmailAddress, Task<IResult>> door, CancellationToken cancellation)
    {
        if (platform.Provider is not { } provider || !platform.Knows(request)) return request.SeeOther("/signin");
        if (platform.Read(request)?.AddressAt(provider) is not { } person) return await RefuseAsync(request, provider, "");
        return await signIn.MayEnterAsync(person, cancellation) ? await door(provider, person) : await RefuseAsync(request, provider, person.Address);
    }

    FormState Form(EmailAddress person) => new(Path, tokens.Create(Path, person.Key));

    Task<IResult> AskAsync(HttpRequest request, IdentityProvider provider, EmailAddress person, FormState form, int status) =>
        request.AnswersJson() && form.HasErrors
            ? Task.FromResult(Problem.Of(status, texts[form.Busy ? "Busy_Title" : "Expired_Title"]))
            : request.PageAsync(new ProviderView(form, provider.Label, person.Address, Next(request)), status);

    /// <param name="address">Empty when the provider vouches for none.</param>
    Task<IResult> RefuseAsync(HttpRequest request, IdentityProvider provider, string address)
    {
        log.NotSignedIn(EntranceLog.ByProvider, address.Length > 0 ? "not on a list" : "no proven address");
        return request.WantsJson()
            ? Task.FromResult(Problem.Of(StatusCodes.Status403Forbidden, texts[address.Length > 0 ? "Provider_Unknown_Title" : "Provider_Unproven_Title"]))
            : request.PageAsync(new ProviderRefusedView(provider.Label, address), StatusCodes.Status403Forbidden);
    }

    static string Next(HttpRequest request) => (string?)request.Query["next"] is { } next && Landing.IsOurs(next) ? next : "";
}
