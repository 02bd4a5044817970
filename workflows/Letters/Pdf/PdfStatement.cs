using System.Globalization;
using System.Net;
using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.SmartyPants;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Campaigns.Letters.Pdf;

/// <summary>A statement's Markdown on paper: headings, paragraphs, lists, quotes, tables row by row, footnotes; links with their address.</summary>
sealed class PdfStatement(PdfFlow flow)
{
    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseFootnotes().UseSmartyPants().Build();
    static readonly SmartyPantOptions Quotes = new();

    public void Write(string markdown) => Blocks(Markdown.Parse(markdown, Pipeline), 0, PdfStyle.Regular);

    void Blocks(ContainerBlock container, float indent, PdfStyle style)
    {
        foreach (var block in container) Write(block, indent, style, null);
    }

    void Write(Block block, float indent, PdfStyle style, string? mark)
    {
        switch (block)
        {
            case HeadingBlock heading:
                flow.Space(5);
                flow.Need(60);
                Paragraph(heading.Inline, indent, PdfStyle.Bold, mark, heading.Level <= 1 ? 12.5f : 11.5f);
                break;
            case LeafBlock { Inline: { } inline }:
                Paragraph(inline, indent, style, mark);
                break;
            case CodeBlock code:
                flow.Paragraph([new(code.Lines.ToString())], LetterPdf.Body, indent + 12, mark);
                flow.Space(7);
                break;
            case ListBlock list:
                Items(list, indent, style);
                break;
            case QuoteBlock quote:
                Blocks(quote, indent + 18, PdfStyle.Italic);
                break;
            case Table table:
                Rows(table, indent);
                break;
            case FootnoteGroup notes:
                foreach (var note in notes.OfType<Footnote>()) Item(note, indent + 20, style, Number(note.Order) + ".");
                break;
            case ContainerBlock other:
                Blocks(other, indent, style);
                break;
        }
    }

    void Items(ListBlock list, float indent, PdfStyle style)
    {
        var number = int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>()) Item(item, indent + 20, style, list.IsOrdered ? Number(number++) + "." : "•");
    }

    void Item(ContainerBlock item, float indent, PdfStyle style, string mark)
    {
        string? once = mark;
        foreach (var block in item)
        {
            Write(block, indent, style, once);
            once = null;
        }
    }

    void Rows(Table table, float indent)
    {
        foreach (var row in table.OfType<TableRow>())
        {
            var style = row.IsHeader ? PdfStyle.Bold : PdfStyle.Regular;
            var words = new List<PdfWords>();
            foreach (var cell in row.OfType<TableCell>())
            {
                if (words.Count > 0) words.Add(new("  |  "));
                foreach (var leaf in cell.OfType<LeafBlock>()) Collect(leaf.Inline, style, words);
            }
            flow.Paragraph(words, LetterPdf.Body, indent);
            flow.Space(3);
        }
        flow.Space(5);
    }

    void Paragraph(ContainerInline? inline, float indent, PdfStyle style, string? mark, float size = LetterPdf.Body)
    {
        var words = new List<PdfWords>();
        Collect(inline, style, words);
        flow.Paragraph(words, size, indent, mark);
        flow.Space(7);
    }

    static void Collect(ContainerInline? container, PdfStyle style, List<PdfWords> words)
    {
        if (container is null) return;
        foreach (var inline in container)
            switch (inline)
            {
                case LiteralInline literal:
                    words.Add(new(literal.Content.ToString(), style));
                    break;
                case LineBreakInline line:
                    words.Add(new(line.IsHard ? "\n" : " ", style));
                    break;
                case CodeInline code:
                    words.Add(new(code.Content, style));
                    break;
                case AutolinkInline link:
                    words.Add(new(link.Url, style));
                    break;
                case FootnoteLink { IsBackLink: false } note:
                    words.Add(new($"[{Number(note.Footnote.Order)}]", style));
                    break;
                case EmphasisInline emphasis:
                    Collect(emphasis, emphasis.DelimiterCount > 1 ? PdfStyle.Bold : PdfStyle.Italic, words);
                    break;
                case LinkInline { IsImage: false, Url.Length: > 0 } link:
                    Collect(link, style, words);
                    if (!words[^1].Text.Contains(link.Url, StringComparison.Ordinal)) words.Add(new($" ({link.Url})", style));
                    break;
                case HtmlEntityInline entity:
                    words.Add(new(entity.Transcoded.ToString(), style));
                    break;
                case SmartyPant quote:
                    words.Add(new(Typographic(quote), style));
                    break;
                case ContainerInline other:
                    Collect(other, style, words);
                    break;
            }
    }

    static string Typographic(SmartyPant sign) => Quotes.Mapping.TryGetValue(sign.Type, out var html) ? WebUtility.HtmlDecode(html) : sign.ToString();

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
