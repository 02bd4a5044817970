using System.Net;
using System.Text.Json;
using AngleSharp.Html.Parser;

namespace Campaigns.Local.Launcher.Demo;

/// <summary>A person with a browser of their own: opens pages, fills in forms, keeps cookies, runs no script.</summary>
public sealed class Visitor : IDisposable
{
    readonly HttpClient http;

    public Visitor(string site)
    {
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(site) };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
    }

    public async Task<WebPage> OpenAsync(string address, CancellationToken cancellation = default)
    {
        using var answer = await http.GetAsync(address, cancellation);
        return await ReadAsync(answer, cancellation);
    }

    /// <summary>Posts the form and follows to the page it leads to.</summary>
    public async Task<WebPage> PostAsync(Form form, CancellationToken cancellation = default)
    {
        using var body = new FormUrlEncodedContent(form.Fields);
        using var answer = await http.PostAsync(form.Action, body, cancellation);
        return await ReadAsync(answer, cancellation);
    }

    /// <summary>The same address, for programs.</summary>
    public async Task<JsonElement> JsonAsync(string address, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await http.SendAsync(request, cancellation);
        answer.EnsureSuccessStatusCode();
        using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellation), default, cancellation);
        return json.RootElement.Clone();
    }

    public async Task<string> TextAsync(string address, CancellationToken cancellation = default) => await http.GetStringAsync(address, cancellation);

    public void Dispose() => http.Dispose();

    static async Task<WebPage> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation) =>
        new(answer.RequestMessage!.RequestUri!, answer.StatusCode, new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(cancellation)));
}
