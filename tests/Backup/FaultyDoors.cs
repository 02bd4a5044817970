using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Campaigns.Tests.Backup;

/// <summary>Stands between the command line and the app, and does to each request what the test says.</summary>
sealed class FaultyDoors : IAsyncDisposable
{
    readonly WebApplication app;
    readonly HttpClient http;

    FaultyDoors(WebApplication app, HttpClient http) => (this.app, this.http) = (app, http);

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <param name="meddle">Path and query, the number of the request from 1, and the app's answer; gives what is answered instead, or null: 503.</param>
    public static async Task<FaultyDoors> OpenAsync(Uri house, Func<string, int, byte[], byte[]?> meddle)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var (app, http, requests) = (builder.Build(), new HttpClient { BaseAddress = house }, 0);
        app.Run(async context =>
        {
            var path = context.Request.Path + context.Request.QueryString.Value;
            using var request = new HttpRequestMessage(new(context.Request.Method), path);
            request.Headers.Add("x-functions-key", context.Request.Headers["x-functions-key"].ToString());
            request.Headers.Add("Accept", "application/json");
            if (context.Request.Method == "POST")
            {
                request.Content = new StreamContent(context.Request.Body);
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(context.Request.ContentType!);
            }
            using var answer = await http.SendAsync(request);
            var body = meddle(path, Interlocked.Increment(ref requests), await answer.Content.ReadAsByteArrayAsync());
            context.Response.StatusCode = body is null ? 503 : (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            if (body is not null) await context.Response.Body.WriteAsync(body);
        });
        await app.StartAsync();
        return new(app, http);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
    }
}
