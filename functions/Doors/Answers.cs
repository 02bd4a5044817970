using System.Text.Json;
using Campaigns.Functions.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Campaigns.Functions.Doors;

/// <summary>The ways in which a door answers.</summary>
public static class Answers
{
    /// <summary>
    /// A page. It is rendered here and not while the answer is being written: a failure still finds its way to the page that says so,
    /// and the language is the one that <see cref="EveryDoor"/> has set.
    /// </summary>
    public static async Task<IResult> PageAsync<TPage>(this HttpRequest request, IView<TPage> view, int status = StatusCodes.Status200OK)
        where TPage : IComponent =>
        Results.Text(await request.RenderAsync(view), "text/html; charset=utf-8", statusCode: status);

    /// <summary>The page's HTML.</summary>
    public static async Task<string> RenderAsync<TPage>(this HttpRequest request, IView<TPage> view)
        where TPage : IComponent
    {
        var services = request.HttpContext.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(Shell.Visitor)] = Visitor.Of(request),
            [nameof(Shell.Page)] = typeof(TPage),
            [nameof(Shell.View)] = view,
        });
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Shell>(parameters)).ToHtmlString());
    }

    /// <summary>JSON that anybody may see, with a validator.</summary>
    public static IResult PublicJson<T>(this HttpRequest request, T content) =>
        request.Validated(JsonSerializer.SerializeToUtf8Bytes(content, JsonSerializerOptions.Web), "application/json; charset=utf-8");

    /// <summary>303: after a POST, look there. Keeps a chosen language.</summary>
    public static IResult SeeOther(this HttpRequest request, string path) => new SeeOtherResult(Visitor.Of(request).Link(path));

    /// <summary>Lets a browser keep a public page for going back; it asks again before every other use.</summary>
    public static void IsPublic(this HttpRequest request) => request.HttpContext.Response.Headers.CacheControl = "no-cache";

    /// <summary>Lets the page run the scripts of our own assets, and those talk to this site: only where a page has one.</summary>
    public static void AllowOwnScript(this HttpRequest request) => request.HttpContext.Response.Headers.ContentSecurityPolicy =
        $"{EveryDoor.Policy}; script-src 'self'; connect-src 'self'";

    /// <summary>Lets any site show the page in a frame: only where nothing can be pressed that does something.</summary>
    public static void AllowFrames(this HttpRequest request) => request.HttpContext.Response.Headers.ContentSecurityPolicy =
        EveryDoor.Policy.Replace("frame-ancestors 'none'", "frame-ancestors *", StringComparison.Ordinal);

    /// <summary>Whether the caller wants JSON rather than a page: says so in Accept, or sent JSON and did not ask for a page.</summary>
    public static bool WantsJson(this HttpRequest request)
    {
        var json = Quality(request, "application/json", "application/problem+json");
        var html = Quality(request, "text/html", "application/xhtml+xml");
        return json > html || (json == 0 && html == 0 && request.HasJsonContentType());
    }

    /// <summary>Whether the answer to this request is JSON: it was asked for, or JSON was posted.</summary>
    public static bool AnswersJson(this HttpRequest request) => request.WantsJson() || (HttpMethods.IsPost(request.Method) && request.HasJsonContentType());

    static double Quality(HttpRequest request, params string[] types) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
            ? accepted.Where(type => types.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)).Max(type => (double?)(type.Quality ?? 1)) ?? 0
            : 0;

    sealed class SeeOtherResult(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext http)
        {
            http.Response.StatusCode = StatusCodes.Status303SeeOther;
            http.Response.Headers.Location = location;
            return Task.CompletedTask;
        }
    }
}
