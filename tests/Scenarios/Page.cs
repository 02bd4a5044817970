using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Campaigns.Tests.Scenarios;

/// <summary>An answer, read to the end.</summary>
public sealed class Page
{
    IHtmlDocument? document;

    public required string Path { get; init; }
    public required HttpMethod Method { get; init; }
    public required HttpStatusCode Status { get; init; }
    public required string? ContentType { get; init; }
    public required string Body { get; init; }
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public bool IsHtml => ContentType == "text/html";
    public string? Location => Headers.GetValueOrDefault("Location");
    public IHtmlDocument Html => document ??= new HtmlParser().ParseDocument(Body);

    /// <summary>All that a reader sees, white space made plain.</summary>
    public string Shown => string.Join(' ', Html.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public JsonElement Json()
    {
        Assert.EndsWith("json", ContentType, StringComparison.Ordinal);
        return JsonDocument.Parse(Body).RootElement;
    }

    /// <summary>The form that posts to <paramref name="action"/> (a path; a query is passed over).</summary>
    public Form Form(string action) => Assert.Single(Forms(), form => form.Action.Split('?')[0] == action);

    public IEnumerable<Form> Forms() => Html.QuerySelectorAll("form").Cast<IHtmlFormElement>().Select(form => new Form(form));

    /// <summary>Paths on this site that the page leads to.</summary>
    public IEnumerable<string> Links() => Html.QuerySelectorAll("a[href], link[href], img[src]")
        .Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!)
        .Select(link => link.Split('#')[0]).Where(link => link.StartsWith('/')).Distinct();

    internal static async Task<Page> ReadAsync(HttpRequestMessage request, HttpResponseMessage answer) => new()
    {
        Path = request.RequestUri!.AbsolutePath, // the client has made it absolute by now
        Method = request.Method,
        Status = answer.StatusCode,
        ContentType = answer.Content.Headers.ContentType?.MediaType,
        Body = await answer.Content.ReadAsStringAsync(),
        Headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
    };
}

/// <summary>A form as a browser without scripts posts it.</summary>
public sealed class Form(IHtmlFormElement form)
{
    public string Action => form.GetAttribute("action")!;
    public string Method => form.Method;
    public IHtmlFormElement Element => form;

    public IReadOnlyDictionary<string, string> FilledIn(params (string Name, string Value)[] typed)
    {
        var fields = new Dictionary<string, string>();
        foreach (var element in form.Elements)
            if (element.GetAttribute("name") is { Length: > 0 } name && ValueOf(element) is { } value)
                fields[name] = value;
        foreach (var (name, value) in typed)
        {
            Assert.NotNull(form.QuerySelector($"[name='{name}']"));
            fields[name] = value;
        }
        return fields;
    }

    static string? ValueOf(IHtmlElement element) => element switch
    {
        IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } => null,
        IHtmlInputElement { Type: "submit" or "button" or "image" } => null,
        IHtmlInputElement input => input.Value,
        IHtmlSelectElement select => select.Value,
        IHtmlTextAreaElement text => text.Value,
        _ => null,
    };
}
