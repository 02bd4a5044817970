using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace SendGrid;

/// <summary>The answer of the API, whatever its status.</summary>
public class Response(HttpStatusCode statusCode, HttpContent responseBody, HttpResponseHeaders responseHeaders)
{
    /// <summary>Status: 202 when mail was accepted.</summary>
    public HttpStatusCode StatusCode { get; set; } = statusCode;

    /// <summary>True from 200 to 299.</summary>
    public bool IsSuccessStatusCode => (int)StatusCode is >= 200 and <= 299;

    /// <summary>Body: empty after acceptance, SendGrid's error object otherwise.</summary>
    public HttpContent Body { get; set; } = responseBody;

    /// <summary>Headers: X-Message-Id after acceptance.</summary>
    public HttpResponseHeaders Headers { get; set; } = responseHeaders;

    /// <summary>The body as a JSON object; empty when there is none. Values are <see cref="JsonElement"/> here, Newtonsoft's tokens officially.</summary>
    public async Task<Dictionary<string, object>> DeserializeResponseBodyAsync(HttpContent? content = null)
    {
        var text = await (content ?? Body).ReadAsStringAsync().ConfigureAwait(false);
        return string.IsNullOrWhiteSpace(text) ? [] : JsonSerializer.Deserialize<Dictionary<string, object>>(text) ?? [];
    }
}
