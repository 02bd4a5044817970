using Campaigns.Local.Worker.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Local.Worker.Http;

/// <summary>The host's own page at "/", unless the setting AzureWebJobsDisableHomepage is true.</summary>
static class HomePage
{
    const string Page = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Function app</title></head>
        <body><h1>This function app is up and running</h1>
        <p>The page of the host. With <code>AzureWebJobsDisableHomepage=true</code> a function can answer here.</p></body></html>
        """;

    public static void Use(WebApplication app, HostSettings settings)
    {
        if (!settings.HomePageDisabled)
        {
            app.Use((http, next) => IsRoot(http)
                ? Results.Content(Page, "text/html; charset=utf-8").ExecuteAsync(http)
                : next(http));
        }
    }

    /// <summary>Where no function answers at "/", the host says that it is there and has nothing to show.</summary>
    public static void UseNothing(WebApplication app) => app.Use((http, next) =>
    {
        if (!IsRoot(http) || http.GetEndpoint() is not null)
            return next(http);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    });

    static bool IsRoot(HttpContext http) => http.Request.Path.Value is "/" or "";
}
