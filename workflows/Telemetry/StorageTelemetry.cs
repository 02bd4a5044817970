using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;
using Campaigns.Storage;

namespace Campaigns.Telemetry;

/// <summary>
/// A span and a time for each call of storage, and for the watchdog how many failed or were slow. Of the address only the table is told: keys name
/// campaigns, and filters may hold more.
/// </summary>
public sealed class StorageTelemetry(TimeProvider time, StorageAnswers? answers = null) : HttpPipelinePolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var start = time.GetTimestamp();
        var (status, transaction) = ((int?)null, Transaction(message.Request));
        try
        {
            if (!Meters.Storage.Enabled && !Traces.AreHeard) await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
            else await TracedAsync(message, pipeline).ConfigureAwait(false);
            status = message.Response.Status;
        }
        finally
        {
            // Whoever asked and went away says nothing about storage.
            if (status is not null || !message.CancellationToken.IsCancellationRequested) answers?.Note(time.GetElapsedTime(start), status, transaction);
        }
    }

    async ValueTask TracedAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var (table, operation) = (TableOf(message.Request.Uri.Path), message.Request.Method.Method);
        using var span = Traces.Part($"storage {operation} {table}", ActivityKind.Client);
        var start = time.GetTimestamp();
        try
        {
            await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            span.Failed(error);
            Note("none");
            throw;
        }
        span?.SetTag("http.response.status_code", message.Response.Status);
        Note($"{message.Response.Status}");

        void Note(string status) => Meters.Storage.Record(time.GetElapsedTime(start).TotalSeconds, Meters.Tag("operation", operation), Meters.Tag("table", table), Meters.Tag("status", status));
    }

    /// <summary>Bytes of a transaction; 0 for any other call.</summary>
    static long Transaction(Request request) =>
        request.Content is { } content && request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal) && content.TryComputeLength(out var length) ? length : 0;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    /// <summary><c>/account/Signatures(PartitionKey=...)</c> is Signatures; a transaction is <c>$batch</c>.</summary>
    internal static string TableOf(string path)
    {
        var name = path.AsSpan(path.LastIndexOf('/', path.IndexOf('(') is var keys && keys > 0 ? keys : path.Length - 1) + 1);
        var end = name.IndexOfAny('(', '?');
        return (end < 0 ? name : name[..end]).ToString();
    }
}
