using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Campaigns.Tests.Mail;

/// <summary>An app that takes webhook posts, or refuses them.</summary>
sealed class WebhookReceiver : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentQueue<Post> posts = [];

    WebhookReceiver(WebApplication app) => this.app = app;

    /// <summary>What to answer to a post with these events.</summary>
    public Func<IReadOnlyList<JsonNode>, int> Answer { get; set; } = _ => 200;

    public Uri Url => new(app.Urls.First() + "/webhooks/sendgrid");

    /// <summary>Everything that was posted, also what was refused.</summary>
    public IReadOnlyList<Post> Posts => [.. posts];

    /// <summary>The events of the posts that were taken, in their order.</summary>
    public IReadOnlyList<JsonNode> Events => [.. posts.Where(post => post.Status == 200).SelectMany(post => post.Events)];

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var receiver = new WebhookReceiver(app);
        app.MapPost("/webhooks/sendgrid", receiver.Take);
        await app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    async Task Take(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var events = JsonNode.Parse(body.ToArray())!.AsArray().Select(item => item!).ToList();
        var status = Answer(events);
        posts.Enqueue(new Post(
            body.ToArray(), events, http.Request.Headers["X-Twilio-Email-Event-Webhook-Timestamp"]!, http.Request.Headers["X-Twilio-Email-Event-Webhook-Signature"]!, status));
        http.Response.StatusCode = status;
    }

    public sealed record Post(byte[] Body, IReadOnlyList<JsonNode> Events, string Timestamp, string Signature, int Status)
    {
        /// <summary>As the product verifies it: .NET's own ECDSA over the timestamp and the raw body.</summary>
        public bool IsSignedBy(string publicKey)
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(publicKey), out _);
            byte[] signed = [.. Encoding.UTF8.GetBytes(Timestamp), .. Body];
            return key.VerifyData(signed, Convert.FromBase64String(Signature), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
    }
}
