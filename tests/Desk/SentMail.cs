using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Campaigns.Tests.Scenarios;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Campaigns.Tests.Desk;

/// <summary>Takes every message, as the mail service would, and keeps it.</summary>
public sealed partial class SentMail : ISendGridClient
{
    readonly ConcurrentQueue<(string To, string Subject, string Text)> sent = new();

    public string? UrlPath { get; set; }
    public string? Version { get; set; }
    public string MediaType { get; set; } = "application/json";

    /// <summary>What was attached, with the recipient.</summary>
    public ConcurrentQueue<(string To, string Name, byte[] Bytes)> Files { get; } = new();

    /// <summary>The headers of each message, with the recipient and the subject.</summary>
    public ConcurrentQueue<(string To, string Subject, IReadOnlyDictionary<string, string> Headers)> Headers { get; } = new();

    /// <summary>What the service answers.</summary>
    public HttpStatusCode Answer { get; set; } = HttpStatusCode.Accepted;

    /// <summary>To these nothing can be sent, and the service says that it is busy.</summary>
    public ConcurrentDictionary<string, bool> BusyFor { get; } = new();

    /// <summary>Messages to these are taken, and nobody hears the answer.</summary>
    public ConcurrentDictionary<string, bool> Unheard { get; } = new();

    /// <summary>Everything that was taken, in order.</summary>
    public IReadOnlyList<(string To, string Subject, string Text)> All => [.. sent];

    public int CountTo(string address) => sent.Count(one => one.To == address);

    /// <summary>The newest link to this address whose path begins so; waits for the message.</summary>
    public Task<string> LinkAsync(string to, string path) => LinkAsync(to, path, 0);

    /// <summary>The link that <paramref name="ask"/> brings, whatever came to this address before.</summary>
    public async Task<string> LinkAfterAsync(string to, string path, Func<Task> ask)
    {
        var before = With(to, path).Count;
        await ask();
        return await LinkAsync(to, path, before);
    }

    async Task<string> LinkAsync(string to, string path, int before)
    {
        await Eventually.HoldsAsync($"a message to {to} with a link to {path}", () => With(to, path).Count > before);
        return new Uri(Links().Matches(With(to, path)[^1]).First(link => link.Value.Contains(path, StringComparison.Ordinal)).Value).PathAndQuery;
    }

    /// <summary>The texts to this address that hold this path.</summary>
    public List<string> With(string to, string path) =>
        [.. sent.Where(one => one.To == to && one.Text.Contains(path, StringComparison.Ordinal)).Select(one => one.Text)];

    public Task<Response> SendEmailAsync(SendGridMessage msg, CancellationToken cancellationToken = default)
    {
        if (msg.Personalizations!.Any(one => BusyFor.ContainsKey(one.Tos![0].Email!)))
            return Task.FromResult(new Response(HttpStatusCode.ServiceUnavailable, new StringContent(""), new HttpResponseMessage().Headers));
        var text = msg.PlainTextContent ?? msg.Contents!.First(part => part.Type == MimeType.Text).Value!;
        foreach (var one in msg.Personalizations!.Where(_ => Answer == HttpStatusCode.Accepted))
            sent.Enqueue((one.Tos![0].Email!, Filled(one, one.Subject ?? msg.Subject ?? ""), Filled(one, text)));
        foreach (var one in msg.Personalizations!.Where(_ => Answer == HttpStatusCode.Accepted))
            Headers.Enqueue((one.Tos![0].Email!, Filled(one, one.Subject ?? msg.Subject ?? ""), one.Headers ?? []));
        foreach (var file in msg.Attachments ?? [])
            if (Answer == HttpStatusCode.Accepted) Files.Enqueue((msg.Personalizations![0].Tos![0].Email!, file.Filename!, Convert.FromBase64String(file.Content!)));
        if (msg.Personalizations!.Any(one => Unheard.ContainsKey(one.Tos![0].Email!))) throw new TaskCanceledException("The mail service does not answer.");
        var response = new HttpResponseMessage(Answer) { Content = new StringContent("{\"errors\":[{\"message\":\"refused\"}]}") };
        response.Headers.Add("X-Message-Id", $"{Guid.NewGuid():N}");
        return Task.FromResult(new Response(Answer, response.Content, response.Headers));
    }

    static string Filled(Personalization one, string text) =>
        (one.Substitutions ?? []).Aggregate(text, (filled, word) => filled.Replace(word.Key, word.Value, StringComparison.Ordinal));

    public AuthenticationHeaderValue AddAuthorization(KeyValuePair<string, string> header) => throw new NotSupportedException();
    public Task<Response> MakeRequest(HttpRequestMessage request, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    public Task<Response> RequestAsync(
        BaseClient.Method method, string? requestBody = null, string? queryParams = null, string? urlPath = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Links();
}
