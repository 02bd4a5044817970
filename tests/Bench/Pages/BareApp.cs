using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Campaigns.Bench.Pages;

/// <summary>An ASP.NET Core app that does nothing but answer with the same page.</summary>
static class BareApp
{
    public static async Task<WebApplication> StartAsync(string page)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapGet("/", () => Results.Text(page, "text/html; charset=utf-8"));
        await app.StartAsync();
        return app;
    }
}
