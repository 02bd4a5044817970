using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Campaigns.Language;

/// <summary>
/// A statement's Markdown as HTML that is safe on any page and in any mail: no raw HTML, no images, links only to
/// http, https and mailto. Its headings begin below the page's own and leave no level out.
/// </summary>
public static class StatementHtml
{
    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseFootnotes().UseSmartyPants().Build();

    public static string Render(string markdown) => Tamed(markdown).ToHtml(Pipeline);

    /// <summary>The same, paragraph by paragraph (a list or a table counts as one), each with the Markdown that it came from.</summary>
    public static IReadOnlyList<(string Source, string Html)> Paragraphs(string markdown) =>
        [.. Tamed(markdown).Where(block => block is not LinkReferenceDefinitionGroup && block.Span.Length > 0)
            .Select(block => (markdown.Substring(block.Span.Start, block.Span.Length), Html(block)))];

    /// <summary>The direction in which a language is written, as HTML says it.</summary>
    public static string Direction(string language) => System.Globalization.CultureInfo.GetCultureInfo(language).TextInfo.IsRightToLeft ? "rtl" : "ltr";

    static string Html(Block block)
    {
        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        renderer.Render(block);
        return html.ToString();
    }

    static MarkdownDocument Tamed(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        PutBelowTitle([.. document.Descendants<HeadingBlock>()]);
        foreach (var link in document.Descendants<LinkInline>().ToList()) Tame(link);
        foreach (var link in document.Descendants<AutolinkInline>().ToList()) Tame(link);
        return document;
    }

    static void PutBelowTitle(List<HeadingBlock> headings)
    {
        var highest = headings.Count == 0 ? 1 : headings.Min(heading => heading.Level);
        var above = 1;
        foreach (var heading in headings) above = heading.Level = Math.Min(heading.Level - highest + 2, above + 1);
    }

    static void Tame(LinkInline link)
    {
        if (link.IsImage || !IsAllowed(link.Url))
            link.ReplaceBy(new ContainerInline(), copyChildren: true);
        else
            link.GetAttributes().AddProperty("rel", "noreferrer nofollow");
    }

    static void Tame(AutolinkInline link)
    {
        if (link.IsEmail || IsAllowed(link.Url))
            link.GetAttributes().AddProperty("rel", "noreferrer nofollow");
        else
            link.ReplaceBy(new LiteralInline(link.Url));
    }

    // A footnote's own "#fn:1" is not a LinkInline; every other address must say its scheme.
    static bool IsAllowed(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "mailto" && !url!.Any(char.IsControl);
}
