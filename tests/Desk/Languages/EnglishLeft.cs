using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Campaigns.Tests.Doors;

namespace Campaigns.Tests.Desk.Languages;

/// <summary>Finds what a page in another language still says in English, names of texts that nobody wrote, and gaps that nobody filled.</summary>
sealed partial class EnglishLeft
{
    static readonly string[] Attributes = ["aria-label", "title", "alt", "placeholder"];

    static readonly string Product = TextTests.Read("Pages.resx")["Product"];

    readonly string language;
    readonly HashSet<string> sentences = new(StringComparer.Ordinal);
    readonly List<Regex> patterns = [];

    public EnglishLeft(string language)
    {
        this.language = language;
        foreach (var file in new[] { "Pages", "Desk" })
        {
            var translated = TextTests.Read($"{file}.{language}.resx");
            foreach (var (key, text) in TextTests.Read(file + ".resx"))
                if (text.Any(char.IsLower) && translated.GetValueOrDefault(key) != text) Learn(text);
        }
    }

    void Learn(string text)
    {
        if (!text.Contains("{0}", StringComparison.Ordinal)) sentences.Add(Plain(text));
        else if (Gap().Replace(text, "").Count(char.IsLower) > 5) patterns.Add(new($"^{Gap().Replace(Regex.Escape(Plain(text)).Replace("\\{", "{", StringComparison.Ordinal), ".+")}$", RegexOptions.NonBacktracking));
    }

    public IEnumerable<string> On(Answer page) => Words(page).Where(IsWrong).Distinct();

    bool IsWrong(string text) =>
        (sentences.Contains(text) && text != Product) || Unfilled().IsMatch(text) || Name().IsMatch(text) || English().IsMatch(Address().Replace(text, "")) || patterns.Any(pattern => pattern.IsMatch(text));

    /// <summary>What a person sees or hears, element by element; not what has a language of its own, nor what people typed.</summary>
    IEnumerable<string> Words(Answer page)
    {
        yield return Plain(page.Document.Title ?? "");
        foreach (var element in page.Document.Body!.QuerySelectorAll("*").Where(IsOurs))
        {
            foreach (var text in element.ChildNodes.OfType<IText>().Select(text => Plain(text.Data)).Where(text => text.Length > 0)) yield return text;
            foreach (var name in Attributes)
                if (element.GetAttribute(name) is { Length: > 0 } said) yield return Plain(said);
        }
    }

    bool IsOurs(IElement element) =>
        element.LocalName is not ("textarea" or "pre" or "code" or "datalist")
        && (element.Closest("[lang]")?.GetAttribute("lang") ?? language) == language
        && element.Closest("pre, datalist, textarea, code") is null;

    static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"\{\d?\}|\{\w+\}")]
    private static partial Regex Unfilled();

    [GeneratedRegex(@"\b[A-Z][a-z]+\w*_\w+")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(the|and|of|is|are|was|were|with|this|that|you|your|has|have|been|from|for|will|by|not|to)\b", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"\S+@\S+|https?://\S+|\w+\.example\.org")]
    private static partial Regex Address();
}
