using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Campaigns.Tests.Scenarios;

/// <summary>
/// Somebody with a browser without scripts: follows links, fills in forms, keeps cookies, and tries again when the
/// connection breaks or the service says that it is away, as people do.
/// </summary>
public sealed class Visitor : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    readonly Stage stage;
    readonly CookieContainer cookies = new();
    readonly HttpClient http;

    public Visitor(Stage stage)
    {
        this.stage = stage;
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = stage.AppUrl, Timeout = TimeSpan.FromSeconds(60) };
    }

    public int Cookies => cookies.Count;

    /// <summary>Whether to try again when the service is away; without patience "away" is an answer like any other.</summary>
    public bool IsPatient { get; set; } = true;

    /// <summary>How often a connection broke or the service was away.</summary>
    public int Retries { get; private set; }

    public Task<Page> OpenAsync(string path) => AskAsync(() => new HttpRequestMessage(HttpMethod.Get, path));

    public Task<Page> HeadAsync(string path) => AskAsync(() => new HttpRequestMessage(HttpMethod.Head, path));

    /// <summary>Presses the button of a form: its own values, hidden ones too, and what the person typed. Follows a redirect.</summary>
    public async Task<Page> SubmitAsync(Page page, string action, params (string Name, string Value)[] typed)
    {
        var answer = await PostAsync(page.Form(action).Action, page.Form(action).FilledIn(typed));
        return answer.Location is { } next ? await OpenAsync(next) : answer;
    }

    /// <summary>Posts without following.</summary>
    public Task<Page> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields) =>
        AskAsync(() => new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) });

    /// <summary>What a script sends and gets.</summary>
    public Task<Page> JsonAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers) => AskAsync(() =>
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd("application/json");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        return request;
    });

    /// <summary>The campaign's (or any) JSON.</summary>
    public async Task<JsonElement> ReadJsonAsync(string path)
    {
        var page = await JsonAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return page.Json();
    }

    async Task<Page> AskAsync(Func<HttpRequestMessage> request)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var message = request();
                stage.Addresses.Enqueue(message.RequestUri!.OriginalString);
                var asked = Stopwatch.GetTimestamp();
                using var answer = await http.SendAsync(message, patience.Token);
                var page = await Page.ReadAsync(message, answer);
                stage.Answered.Note(page, Stopwatch.GetElapsedTime(asked));
                if (page.Location is { } next) stage.Addresses.Enqueue(next);
                if (page.Status != HttpStatusCode.ServiceUnavailable || !IsPatient) return page;
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException or TaskCanceledException && IsPatient && !patience.IsCancellationRequested)
            {
            }
            Retries++;
            await Task.Delay(100, patience.Token);
        }
    }

    public void Dispose() => http.Dispose();
}
