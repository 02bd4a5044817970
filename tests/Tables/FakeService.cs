using System.Net;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Campaigns.Tests.Tables;

/// <summary>A service that answers what a test says, and keeps what it was asked.</summary>
sealed class FakeService(Func<int, HttpResponseMessage> answer) : HttpMessageHandler
{
    public static readonly TableSharedKeyCredential Credential = new("letters", Convert.ToBase64String("not a secret"u8));

    public List<HttpRequestMessage> Requests { get; } = [];

    public List<string> Bodies { get; } = [];

    public TableClientOptions Options() => new()
    {
        Transport = new HttpClientTransport(new HttpClient(this)),
        Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxRetries = 3 },
    };

    public TableClient Table() => new(new Uri("https://letters.table.example.org"), "rows", Credential, Options());

    public static HttpResponseMessage Answer(HttpStatusCode status, string body = "", string type = "application/json") =>
        new(status) { Content = new StringContent(body, System.Text.Encoding.UTF8, type) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        Bodies.Add(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        return answer(Requests.Count);
    }
}
