using System.Collections.Concurrent;
using System.Net;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Campaigns.Tests.Privacy;

/// <summary>The wire to storage: counts calls, and lets one of them fail, before it reaches storage or after it has done its work there.</summary>
sealed class StorageWire() : DelegatingHandler(new SocketsHttpHandler())
{
    readonly ConcurrentQueue<string> calls = new();
    int left = -1;
    bool afterwards;

    /// <summary>Method and path of each call, without the names of rows.</summary>
    public IReadOnlyCollection<string> Calls => calls;
    public bool HasFailed { get; private set; }

    /// <summary>One attempt each: a fault is a fault.</summary>
    public TableClientOptions Options() => new()
    {
        Transport = new HttpClientTransport(new HttpClient(this, disposeHandler: false)),
        Retry = { MaxRetries = 0 },
    };

    public void Clear() => calls.Clear();

    /// <param name="call">From 1: which of the coming calls fails.</param>
    public void FailAt(int call, bool afterItsWork) => (left, afterwards, HasFailed) = (call, afterItsWork, false);

    public void Mend() => left = -1;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        calls.Enqueue($"{request.Method} {request.RequestUri!.AbsolutePath.Split('(')[0]}");
        if (left < 0 || Interlocked.Decrement(ref left) != 0) return await base.SendAsync(request, cancellationToken);
        HasFailed = true;
        if (afterwards) await base.SendAsync(request, cancellationToken);
        return new(HttpStatusCode.ServiceUnavailable) { Content = new StringContent(""), RequestMessage = request };
    }
}
