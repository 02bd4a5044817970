using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Wire;

/// <summary>One account's endpoint with its pipeline: retries, authentication, pooled connections. Shared by all clients made from one.</summary>
internal sealed class TableChannel
{
    private const string MinimalMetadata = "application/json;odata=minimalmetadata";
    private readonly HttpPipeline pipeline;
    private readonly string version;
    private readonly string root;

    public TableChannel(Uri endpoint, string accountName, HttpPipelinePolicy? authentication, TableClientOptions? options)
    {
        options ??= new TableClientOptions();
        Endpoint = endpoint;
        AccountName = accountName;
        version = options.VersionString;
        root = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        var settings = new HttpPipelineOptions(options) { RequestFailedDetailsParser = ServiceError.Parser };
        if (authentication is not null)
            settings.PerRetryPolicies.Add(authentication);
        pipeline = HttpPipelineBuilder.Build(settings);
    }

    public Uri Endpoint { get; }

    public string AccountName { get; }

    /// <summary>The absolute address of a path (escaped, without a leading slash) under the endpoint.</summary>
    public string Address(string path) => $"{root}/{path}";

    public HttpMessage Message(RequestMethod method, string path, ReadOnlyMemory<byte>? json = null)
    {
        var message = pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(new Uri(Address(path)));
        request.Headers.Add("x-ms-version", version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("Accept", MinimalMetadata);
        if (json is { } body)
        {
            request.Headers.Add("Prefer", "return-no-content");
            request.Headers.Add("Content-Type", "application/json");
            request.Content = RequestContent.Create(body);
        }
        return message;
    }

    /// <summary>Sends; an error status that is not <paramref name="alsoFine"/> becomes a <see cref="RequestFailedException"/>.</summary>
    public async ValueTask<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken, int alsoFine = 0)
    {
        await pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var response = message.Response;
        if (response.Status >= 400 && response.Status != alsoFine)
            throw new RequestFailedException(response);
        return response;
    }
}
