using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SendGrid.Helpers.Mail;

namespace SendGrid;

/// <summary>What every client of SendGrid's web API does: address, authorization, body, answer.</summary>
public abstract class BaseClient : ISendGridClient
{
    const string Json = "application/json";

    readonly BaseClientOptions options;
    readonly HttpClient client;

    /// <summary>A client on an <see cref="HttpClient"/> of its own.</summary>
    protected BaseClient(BaseClientOptions options) : this(null, options)
    {
    }

    /// <summary>A client on the given <see cref="HttpClient"/>; null makes one.</summary>
    protected BaseClient(HttpClient? httpClient, BaseClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        client = httpClient ?? new HttpClient();
        MediaType = options.RequestHeaders.GetValueOrDefault("Content-Type", Json);
    }

    /// <summary>HTTP verbs of the API.</summary>
    public enum Method
    {
        DELETE,
        GET,
        PATCH,
        POST,
        PUT,
    }

    /// <inheritdoc/>
    public string? UrlPath { get => options.UrlPath; set => options.UrlPath = value; }

    /// <inheritdoc/>
    public string? Version { get => options.Version; set => options.Version = value; }

    /// <inheritdoc/>
    public string MediaType { get; set; }

    /// <inheritdoc/>
    public virtual AuthenticationHeaderValue AddAuthorization(KeyValuePair<string, string> header)
    {
        var parts = header.Value.Split();
        return new AuthenticationHeaderValue(parts[0], parts[1]);
    }

    /// <inheritdoc/>
    public virtual async Task<Response> MakeRequest(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        var answer = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return new Response(answer.StatusCode, answer.Content, answer.Headers);
    }

    /// <inheritdoc/>
    public async Task<Response> RequestAsync(
        Method method, string? requestBody = null, string? queryParams = null, string? urlPath = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method.ToString()), Address(urlPath ?? UrlPath, queryParams));
        foreach (var (name, value) in options.RequestHeaders)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.Authorization = options.Auth;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaType));
        request.Headers.UserAgent.TryParseAdd("sendgrid/9.29.3 csharp");
        if (requestBody is not null)
            request.Content = Body(requestBody);
        return await MakeRequest(request, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<Response> SendEmailAsync(SendGridMessage msg, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msg);
        return RequestAsync(Method.POST, MessageJson.Write(msg), urlPath: "mail/send", cancellationToken: cancellationToken);
    }

    /// <summary>Some parts of the API refuse "application/json; charset=utf-8", so JSON goes without the charset.</summary>
    StringContent Body(string text)
    {
        var body = new StringContent(text, Encoding.UTF8, MediaType);
        if (MediaType == Json)
            body.Headers.ContentType!.CharSet = null;
        return body;
    }

    Uri Address(string? path, string? queryParams)
    {
        var relative = Version is null ? path : $"{Version}/{path}";
        return new Uri(new Uri(options.Host.TrimEnd('/') + "/"), relative + Query(queryParams));
    }

    static string Query(string? queryParams)
    {
        if (queryParams is null)
            return "";
        using var json = JsonDocument.Parse(queryParams);
        var pairs = json.RootElement.EnumerateObject().SelectMany(
            member => member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray().Select(item => (member.Name, item)) : [(member.Name, member.Value)],
            (_, pair) => $"{pair.Name}={Uri.EscapeDataString(pair.Item2.ToString())}");
        return "?" + string.Join('&', pairs);
    }
}
