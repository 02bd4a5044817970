using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;

namespace Campaigns.Tests.Fuzz;

/// <summary>What holds for every answer, whatever was asked.</summary>
static partial class Expectations
{
    static readonly HtmlParser Strict = new(new HtmlParserOptions { IsStrictMode = true });

    /// <summary>Null, or what is wrong, in few words that are the same for the same mistake.</summary>
    public static string? Broken(FuzzRequest request, FuzzAnswer answer)
    {
        // A request that the server cannot even read may be dropped; one that says it is longer than it is, too.
        if (answer.Status == 0) return request.SaysLength is null && IsReadable(request) ? "closed without an answer" : null;
        if (answer.Status >= 500 && !MaySay(answer.Status, request.Door)) return $"status {answer.Status}";
        if (answer.Headers.Any(one => one.Name.Equals(NastyTexts.Header, StringComparison.OrdinalIgnoreCase))) return "a header was injected";
        if (answer.Header("Location") is { Length: > 0 } location && LeadsAway(request, location)) return "a redirect leads away";
        if (Trace().IsMatch(answer.Body)) return "a stack trace";
        var type = answer.Header("Content-Type");
        if (type.StartsWith("text/html", StringComparison.Ordinal)) return answer.Body.Length == 0 ? null : OfPage(answer);
        return type.Contains("json", StringComparison.Ordinal) && !type.Contains("ndjson", StringComparison.Ordinal) && answer.Body.Length > 0 && !IsJson(answer.Body) ? "JSON that is none" : null;
    }

    /// <summary>The management API says 501 to what the local runtime does not have; /health says 503 when storage takes more than three
    /// seconds, which it does on a machine that is busy enough.</summary>
    static bool MaySay(int status, string door) =>
        (status == 501 && door.EndsWith("/rewind", StringComparison.Ordinal)) || (status == 503 && door == "GET /health");

    static bool IsReadable(FuzzRequest request) =>
        request.Headers.Count < 90 && request.Target.Length < 8000 && request.Headers.Sum(one => one.Name.Length + (one.Value.Length * 3)) < 16_000
        && request.Headers.All(one => one.Value.All(c => c is >= ' ' and < (char)127)) && request.Target.All(c => c is > ' ' and < (char)127) && request["Transfer-Encoding"] is null;

    static bool LeadsAway(FuzzRequest request, string location) =>
        !(location.StartsWith('/') && !location.StartsWith("//", StringComparison.Ordinal) && !location.StartsWith("/\\", StringComparison.Ordinal))
        && !location.StartsWith("https://campaigns.example.org/", StringComparison.Ordinal)
        && !request.Door.Contains("/runtime/", StringComparison.Ordinal); // for key holders: the address by which they came

    static string? OfPage(FuzzAnswer answer)
    {
        AngleSharp.Html.Dom.IHtmlDocument page;
        try
        {
            page = Strict.ParseDocument(Typed().Replace(answer.Body, typed => ControlReference().Replace(typed.Value, " ")));
        }
        catch (HtmlParseException e)
        {
            return $"HTML that does not parse ({e.Code})";
        }
        if (page.QuerySelector(NastyTexts.Element) is not null) return "markup that was typed is markup";
        if (page.QuerySelector("script:not([type=module][src^='/assets/draft.']):not([type=module][src^='/assets/passkey.']), iframe, object, embed, [onerror], [onload]") is not null) return "a script";
        return page.QuerySelectorAll("[href], [action], [formaction], [src]").Select(element => element.GetAttribute("href") ?? element.GetAttribute("formaction") ?? element.GetAttribute("action") ?? element.GetAttribute("src")!)
            .Any(link => !(link.StartsWith('/') && !link.StartsWith("//", StringComparison.Ordinal)) && !link.StartsWith('#')) ? "a link that leads away" : null;
    }

    static bool IsJson(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // What was typed comes back as it was, control characters too, as references; a browser knows what to do with them.
    [GeneratedRegex("""value="[^"]*"|<textarea[^>]*>[^<]*""")]
    private static partial Regex Typed();

    [GeneratedRegex("&#x[0-9A-F]+;")]
    private static partial Regex ControlReference();

    [GeneratedRegex(@"\n\s+at \w+\.|\.cs:line|\b\w+Exception\b.* at ", RegexOptions.CultureInvariant)]
    private static partial Regex Trace();
}
