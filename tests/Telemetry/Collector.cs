using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Campaigns.Tests.Telemetry;

/// <summary>A span as it arrived; ids in hexadecimal.</summary>
/// <param name="Parent">Empty, or only zeros: none.</param>
sealed record ArrivedSpan(string Trace, string Id, string Parent, string Name, IReadOnlyList<(string Trace, string Id)> Links, IReadOnlyList<(string Key, string Value)> Attributes);

/// <summary>A collector of OpenTelemetry on this machine, over HTTP with protobuf: keeps what it is handed, byte for byte.</summary>
sealed class Collector : IAsyncDisposable
{
    public const string Token = "Bearer of-the-collector";
    /// <summary>Milliseconds.</summary>
    const string Patience = "120000";

    readonly ConcurrentQueue<(string Signal, byte[] Body)> taken = new();
    readonly WebApplication app;

    Collector(WebApplication app) => this.app = app;

    /// <summary>How an app is told of it, by the standard names. Queues and times with which nothing is lost beside a whole test run.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", app.Urls.First()), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_EXPORTER_OTLP_HEADERS", $"authorization={Uri.EscapeDataString(Token)}"),
        ("OTEL_SERVICE_NAME", "our-campaigns"), ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=trial"),
        ("OTEL_BSP_MAX_QUEUE_SIZE", "1000000"), ("OTEL_BLRP_MAX_QUEUE_SIZE", "1000000"),
        ("OTEL_EXPORTER_OTLP_TIMEOUT", Patience), ("OTEL_BSP_EXPORT_TIMEOUT", Patience), ("OTEL_BLRP_EXPORT_TIMEOUT", Patience), ("OTEL_METRIC_EXPORT_TIMEOUT", Patience),
    ];

    /// <summary>What came that was not meant for it.</summary>
    public ConcurrentQueue<string> Refused { get; } = new();

    /// <summary>All bytes of all that came.</summary>
    public string Everything => string.Join('\n', taken.Select(one => Encoding.UTF8.GetString(one.Body)));

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = new Collector(builder.Build());
        collector.app.MapPost("/v1/{signal}", collector.TakeAsync);
        await collector.app.StartAsync();
        return collector;
    }

    async Task<IResult> TakeAsync(string signal, HttpRequest request)
    {
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        if (request.ContentType != "application/x-protobuf" || request.Headers.Authorization != Token || request.Headers.ContentEncoding.Count > 0) Refused.Enqueue($"{signal} as {request.ContentType}, {request.Headers.Authorization}");
        taken.Enqueue((signal, body.ToArray()));
        return Results.Bytes([], "application/x-protobuf");
    }

    /// <summary>What they say of whoever sent them, in each request of each kind.</summary>
    public IReadOnlyList<(string Signal, (string Key, string Value)[] Attributes)> Senders =>
        [.. taken.SelectMany(one => new Wire(one.Body).Of(1).Select(part => (one.Signal, part.Of(1).SelectMany(resource => resource.Attributes(1)).ToArray())))];

    public IReadOnlyList<ArrivedSpan> Spans =>
    [
        .. Of("traces", 1, 2, 2).Select(span => new ArrivedSpan(
            span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), [.. span.Of(13).Select(link => (link.Hex(1), link.Hex(2)))], [.. span.Attributes(9)])),
    ];

    /// <summary>Names of what is measured, with the steps of those that are told apart by size.</summary>
    public ILookup<string, double[]> Metrics => Of("metrics", 1, 2, 2).ToLookup(metric => metric.Text(1),
        metric => metric.Of(9, 1).Select(point => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>(point.Bytes(7).Span).ToArray()).FirstOrDefault() ?? []);

    /// <summary>Log lines: what they say (before the words are put in), their trace, their words.</summary>
    public IReadOnlyList<(string Said, string Trace, (string Key, string Value)[] Attributes)> Lines =>
        [.. Of("logs", 1, 2, 2).Select(line => (string.Concat(line.Of(5).Select(body => body.Text(1))), line.Hex(9), line.Attributes(6).ToArray()))];

    IEnumerable<Wire> Of(string signal, int field, params int[] deeper) => taken.Where(one => one.Signal == signal).SelectMany(one => new Wire(one.Body).Of(field, deeper));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
