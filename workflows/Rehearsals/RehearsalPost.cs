using System.Net;
using System.Net.Http.Headers;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Campaigns.Rehearsals;

/// <summary>The mail service of a rehearsal: takes everything and sends nothing.</summary>
sealed class RehearsalPost(TimeProvider time) : ISendGridClient
{
    readonly Lock gate = new();
    List<RehearsedMail> taken = [];

    public string? UrlPath { get; set; }
    public string? Version { get; set; }
    public string MediaType { get; set; } = "application/json";

    /// <summary>What has come since the last time, in the order of addresses: many are sent at once.</summary>
    public IReadOnlyList<RehearsedMail> Take()
    {
        lock (gate)
        {
            var some = taken.OrderBy(mail => mail.To, StringComparer.Ordinal).ToList();
            taken = [];
            return some;
        }
    }

    public Task<Response> SendEmailAsync(SendGridMessage msg, CancellationToken cancellationToken = default)
    {
        string Content(string type) => msg.Contents?.FirstOrDefault(part => part.Type == type)?.Value ?? "";
        var file = msg.Attachments is [var attached, ..] ? (attached.Filename!, Convert.FromBase64String(attached.Content!)) : ((string, byte[])?)null;
        lock (gate)
            foreach (var person in msg.Personalizations!)
            {
                var (subject, text, html) = (person.Subject ?? msg.Subject ?? "", Content(MimeType.Text), Content(MimeType.Html));
                foreach (var (mark, word) in person.Substitutions ?? [])
                    (subject, text, html) = (subject.Replace(mark, word, StringComparison.Ordinal), text.Replace(mark, word, StringComparison.Ordinal), html.Replace(mark, word, StringComparison.Ordinal));
                taken.Add(new(time.GetUtcNow(), person.Tos![0].Email!, subject, text, html, file));
            }
        using var http = new HttpResponseMessage(HttpStatusCode.Accepted);
        return Task.FromResult(new Response(HttpStatusCode.Accepted, new StringContent(""), http.Headers));
    }

    public AuthenticationHeaderValue AddAuthorization(KeyValuePair<string, string> header) => throw new NotSupportedException();

    public Task<Response> MakeRequest(HttpRequestMessage request, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Response> RequestAsync(
        BaseClient.Method method, string? requestBody = null, string? queryParams = null, string? urlPath = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}
