using System.Net.Http.Headers;
using SendGrid.Helpers.Mail;

namespace SendGrid;

/// <summary>A client of SendGrid's v3 web API.</summary>
public interface ISendGridClient
{
    /// <summary>Path of the resource when a call names none.</summary>
    string? UrlPath { get; set; }

    /// <summary>API version, the first segment of every path: "v3".</summary>
    string? Version { get; set; }

    /// <summary>Media type of request bodies.</summary>
    string MediaType { get; set; }

    /// <summary>Reads "scheme parameter" out of an authorization header.</summary>
    AuthenticationHeaderValue AddAuthorization(KeyValuePair<string, string> header);

    /// <summary>Sends a finished request. Network errors and time-outs pass through as they come from <see cref="HttpClient"/>.</summary>
    Task<Response> MakeRequest(HttpRequestMessage request, CancellationToken cancellationToken = default);

    /// <summary>Builds and sends a request; <paramref name="queryParams"/> is a JSON object whose members become the query.</summary>
    Task<Response> RequestAsync(
        BaseClient.Method method, string? requestBody = null, string? queryParams = null, string? urlPath = null, CancellationToken cancellationToken = default);

    /// <summary>POST mail/send. An answer with an error status is returned, not thrown.</summary>
    Task<Response> SendEmailAsync(SendGridMessage msg, CancellationToken cancellationToken = default);
}
