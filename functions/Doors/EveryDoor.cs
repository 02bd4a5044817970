using System.Globalization;
using System.Security.Cryptography;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace Campaigns.Functions.Doors;

/// <summary>
/// Around every HTTP function: the reader's language, the headers that keep a page to itself, and a page of our own
/// when something fails; around timers, tables that are made again when they are gone. The one place where these are decided.
/// </summary>
public sealed class EveryDoor(Texts texts, TableSetUp tables, CampaignsOptions options, EntranceLog entrance, ILogger<EveryDoor> log) : IFunctionsWorkerMiddleware
{
    internal const string Policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    /// <summary>What no page of ours asks a browser for, and so nothing that got into one can.</summary>
    const string Asked = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    /// <summary>What was sent could not be read, is too much, of another type, or not what its fields may be.</summary>
    static readonly int[] InputStatuses = [StatusCodes.Status400BadRequest, StatusCodes.Status408RequestTimeout, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity];

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await TimerAsync(context, next);
            return;
        }

        var visitor = Visitor.Of(http.Request);
        var language = Language.SpokenLanguage.Of(visitor.Language).Culture;
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (language, language);
        LanguageCookie.Keep(http.Request, visitor, options);
        SetHeaders(http.Response.Headers);
        DoorName.Keep(http, context.FunctionDefinition.Name);
        try
        {
            await next(context);
            if (context.GetInvocationResult().Value is IStatusCodeHttpResult { StatusCode: { } status } && InputStatuses.Contains(status)) entrance.InputRefused(http, status);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested && !http.Response.HasStarted)
        {
            context.GetInvocationResult().Value = await FailAsync(context, http, e);
        }
    }

    /// <summary>Timers see first that a table is gone when nobody comes by.</summary>
    async Task TimerAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (Outage.IsMissingTable(e))
        {
            await tables.TryAsync(context.CancellationToken);
            throw;
        }
    }

    void SetHeaders(IHeaderDictionary headers)
    {
        // A year. Not for names below this one: they may be somebody else's.
        if (options.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Asked;
        // Almost every page is somebody's own; those that are not say so.
        headers.CacheControl = "no-store";
        headers.Vary = "Accept, Accept-Language";
    }

    async Task<IResult> FailAsync(FunctionContext context, HttpContext http, Exception e)
    {
        // Only a body is read as a stream here: what breaks then is the connection, or what came over it.
        if (e is IOException) return await UnreadableAsync(http, (e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest);
        var outage = Outage.Is(e);
        if (Outage.IsMissingTable(e)) await tables.TryAsync(context.CancellationToken); // the next try finds it
        // Neither the message nor the address: both may carry what a person typed, or a token.
        var number = RandomNumberGenerator.GetHexString(8);
        log.LogError("Function {Function} failed ({Number}): {Kind} at {Where}", context.FunctionDefinition.Name, number, Outage.Chain(e), Outage.Where(e));
        var status = outage ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
        http.Response.Headers.CacheControl = "no-store";
        if (outage) http.Response.Headers.RetryAfter = "10";
        if (http.Request.WantsJson()) return Problem.Of(status, texts[outage ? "Outage_Title" : "Failure_Title"], number);
        return await http.Request.PageAsync(new FailureView(outage, number, await TypedAsync(http)) { IsLook = HttpMethods.IsGet(http.Request.Method) }, status);
    }

    /// <summary>What the person typed, also where the door had not come to reading it.</summary>
    static async Task<PostedForm?> TypedAsync(HttpContext http)
    {
        if (PostedForm.Kept(http) is { } kept) return kept;
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType) return null;
        try
        {
            return await PostedForm.ReadAsync(http.Request, Limits.LaunchBytes, http.RequestAborted);
        }
        catch (Exception e) when (e is IOException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The server gave up on the body while a door read it: too large (413), too slow (408), broken off or no chunks (400).</summary>
    async Task<IResult> UnreadableAsync(HttpContext http, int status)
    {
        http.Response.Headers.CacheControl = "no-store";
        var what = status == StatusCodes.Status413PayloadTooLarge ? status : StatusCodes.Status400BadRequest;
        if (http.Request.WantsJson()) return Problem.Of(status, texts[$"Refused_{what}_Title"]);
        return await http.Request.PageAsync(new NoticeView(texts[$"Refused_{what}_Title"], texts[$"Refused_{what}_Text"]), status);
    }
}
