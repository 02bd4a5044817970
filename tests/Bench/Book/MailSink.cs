using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Campaigns.Bench.Book;

/// <summary>
/// A mail service that keeps nothing: takes what SendGrid's <c>mail/send</c> takes and hands the link of each message to the
/// person who waits for it.
/// </summary>
sealed class MailSink : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentDictionary<string, TaskCompletionSource<string>> waiting = new();
    long requests, messages;

    MailSink(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    public (long Requests, long Messages) Taken => (Interlocked.Read(ref requests), Interlocked.Read(ref messages));

    public static async Task<MailSink> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.WebHost.ConfigureKestrel((KestrelServerOptions kestrel) => kestrel.Limits.MaxRequestBodySize = null);
        var sink = new MailSink(builder.Build());
        sink.app.MapPost("/v3/mail/send", sink.TakeAsync);
        await sink.app.StartAsync();
        return sink;
    }

    /// <summary>The path of the <c>/sign/</c> link in the next message to this address.</summary>
    public Task<string> LinkAsync(string address) => Waiting(address).Task.WaitAsync(TimeSpan.FromMinutes(2));

    TaskCompletionSource<string> Waiting(string address) =>
        waiting.GetOrAdd(address, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    async Task TakeAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var text = body.RootElement.GetProperty("content")[0].GetProperty("value").GetString()!;
        var id = Interlocked.Increment(ref requests);
        foreach (var person in body.RootElement.GetProperty("personalizations").EnumerateArray())
        {
            Interlocked.Increment(ref messages);
            Waiting(person.GetProperty("to")[0].GetProperty("email").GetString()!).TrySetResult(LinkIn(text, person));
        }

        http.Response.Headers["X-Message-Id"] = $"sink-{id}";
        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    static string LinkIn(string text, JsonElement person)
    {
        if (person.TryGetProperty("substitutions", out var own))
            foreach (var one in own.EnumerateObject()) text = text.Replace(one.Name, one.Value.GetString(), StringComparison.Ordinal);
        var start = text.IndexOf("/sign/", StringComparison.Ordinal);
        return start < 0 ? "" : text[start..].Split('\n', 2)[0].Trim();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
