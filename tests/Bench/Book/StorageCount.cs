using Azure.Core;
using Azure.Core.Pipeline;

namespace Campaigns.Bench.Book;

/// <summary>Counts what goes over the wire to storage: requests by what they do, and the bytes of their bodies both ways.</summary>
sealed class StorageCount : HttpPipelinePolicy
{
    long reads, writes, sent, received;

    public Tally Now => new(Interlocked.Read(ref reads), Interlocked.Read(ref writes), Interlocked.Read(ref sent), Interlocked.Read(ref received));

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProcessNext(message, pipeline);
        Count(message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        Count(message);
    }

    void Count(HttpMessage message)
    {
        Interlocked.Increment(ref message.Request.Method == RequestMethod.Get ? ref reads : ref writes);
        if (message.Request.Content is { } content && content.TryComputeLength(out var length)) Interlocked.Add(ref sent, length);
        if (message.HasResponse && message.Response.ContentStream is { CanSeek: true } answer) Interlocked.Add(ref received, answer.Length);
    }

    /// <param name="Reads">GET requests: a row, or a page of a query.</param>
    /// <param name="Writes">Rows written alone, and transactions.</param>
    /// <param name="Sent">Bytes of request bodies.</param>
    /// <param name="Received">Bytes of the answers' bodies.</param>
    public sealed record Tally(long Reads, long Writes, long Sent, long Received)
    {
        public static Tally operator -(Tally a, Tally b) => new(a.Reads - b.Reads, a.Writes - b.Writes, a.Sent - b.Sent, a.Received - b.Received);

        public long Requests => Reads + Writes;
    }
}
