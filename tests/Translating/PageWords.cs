using AngleSharp.Dom;
using Campaigns.Language;
using Campaigns.Tests.Doors;

namespace Campaigns.Tests.Translating;

/// <summary>Finds on a page what its reader should not see: names of resources, gaps that were not filled, English in another language.</summary>
sealed class PageWords(SpokenLanguage language)
{
    static readonly string[] Shown = ["placeholder", "aria-label", "title", "alt"];

    static readonly string[] English = [.. TextFile.All.SelectMany(file => TextFile.English(file).Values).SelectMany(Pieces).Distinct()];

    static readonly string[] Keys = [.. TextFile.All.SelectMany(file => TextFile.English(file).Keys).Where(key => key.Contains('_', StringComparison.Ordinal))];

    public IEnumerable<string> Complaints(string path, Page page)
    {
        var html = page.Document.DocumentElement;
        if (html.GetAttribute("lang") != language.Tag || html.GetAttribute("dir") != language.Direction) yield return $"{path}: in {html.GetAttribute("lang")}, {html.GetAttribute("dir")}";
        foreach (var words in Said(page.Document))
        {
            if (words.Contains("{0}", StringComparison.Ordinal) || words.Contains("{1}", StringComparison.Ordinal)) yield return $"{path}: a gap in: {words}";
            if (Keys.FirstOrDefault(key => words.Contains(key, StringComparison.Ordinal)) is { } key) yield return $"{path}: {key}";
            if (language != SpokenLanguage.Default && EnglishIn(words).FirstOrDefault() is { } piece) yield return $"{path}: English: {piece}";
        }
    }

    /// <summary>Pieces of English texts in words of another language.</summary>
    public static IEnumerable<string> EnglishIn(string words) => English.Where(piece => words.Contains(piece, StringComparison.Ordinal));

    /// <summary>What is seen or read aloud, outside of what has a language of its own.</summary>
    static IEnumerable<string> Said(IDocument document)
    {
        yield return document.Title!;
        foreach (var element in document.All.Where(element => element.Closest(".statement, code, [lang]:not(html)") is null))
        {
            foreach (var name in Shown)
                if (element.GetAttribute(name) is { } words) yield return words;
            foreach (var text in element.ChildNodes.OfType<IText>())
                if (text.Text.Trim() is { Length: > 0 } words) yield return words;
        }
    }

    /// <summary>The pieces of a text between its gaps that are long enough to be known again.</summary>
    static IEnumerable<string> Pieces(string text) =>
        System.Text.RegularExpressions.Regex.Split(text, @"\{\d+\}").Select(piece => piece.Trim()).Where(piece => piece.Count(c => c == ' ') > 1 && piece.Length > 14);
}
