using Azure.Core;
using Azure.Core.Pipeline;

namespace Campaigns.Bench.Book;

/// <summary>Counts what goes over the wire to storage: requests by what they do, and the bytes of their bodies both ways.</summary>
sealed class StorageCount : HttpPipelinePolicy
{
    static readonly byte[] MailRow = "RowKey='mail"u8.ToArray();
    long reads, writes, mailed, sent, received, mailBytes;

    public Tally Now => new(
        Interlocked.Read(ref reads), Interlocked.Read(ref writes), Interlocked.Read(ref mailed),
        Interlocked.Read(ref sent) + Interlocked.Read(ref received), Interlocked.Read(ref mailBytes));

    /// <summary>Whether to tell the transactions that write down what was mailed from the others: costs a copy of each.</summary>
    public bool LooksInside { get; set; }

    /// <summary>Waits until nothing is asked any more.</summary>
    public async Task QuietAsync()
    {
        for (var before = Now; ; before = Now)
        {
            await Task.Delay(300);
            if (Now == before) return;
        }
    }

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
        var isMail = LooksInside && IsMail(message.Request.Content);
        Interlocked.Increment(ref message.Request.Method == RequestMethod.Get ? ref reads : ref isMail ? ref mailed : ref writes);
        if (message.Request.Content is { } content && content.TryComputeLength(out var length)) Interlocked.Add(ref isMail ? ref mailBytes : ref sent, length);
        if (message.HasResponse && message.Response.ContentStream is { CanSeek: true } answer) Interlocked.Add(ref isMail ? ref mailBytes : ref received, answer.Length);
    }

    static bool IsMail(RequestContent? content)
    {
        if (content is null) return false;
        using var copy = new MemoryStream();
        content.WriteTo(copy, CancellationToken.None);
        return copy.GetBuffer().AsSpan(0, (int)copy.Length).IndexOf(MailRow) >= 0;
    }

    /// <param name="Reads">GET requests: a row, or a page of a query.</param>
    /// <param name="Writes">Rows written alone, and transactions.</param>
    /// <param name="Mailed">Transactions that write down what was mailed, where they are told apart.</param>
    /// <param name="Bytes">Of all bodies, both ways, but those of mail.</param>
    /// <param name="MailBytes">Of the transactions that write down what was mailed.</param>
    public sealed record Tally(long Reads, long Writes, long Mailed, long Bytes, long MailBytes)
    {
        public static Tally operator -(Tally a, Tally b) =>
            new(a.Reads - b.Reads, a.Writes - b.Writes, a.Mailed - b.Mailed, a.Bytes - b.Bytes, a.MailBytes - b.MailBytes);
    }
}
