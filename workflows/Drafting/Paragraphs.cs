using Campaigns.Language;

namespace Campaigns.Drafting;

/// <summary>A paragraph of a version with what was said about it. <paramref name="Number"/> counts from 1.</summary>
public sealed record ReviewedParagraph(int Number, string Source, string Html, IReadOnlyList<DraftComment> Comments);

/// <summary>Lays comments beside the text: to the paragraph that still reads as it did, or else among those whose words have changed.</summary>
public static class Paragraphs
{
    public static (IReadOnlyList<ReviewedParagraph> Text, IReadOnlyList<DraftComment> Elsewhere) Of(string markdown, string language, IEnumerable<DraftComment> comments)
    {
        var left = comments.Where(comment => comment.Language == language).ToList();
        var text = StatementHtml.Paragraphs(markdown).Select((block, index) =>
        {
            var here = left.Where(comment => block.Source.StartsWith(comment.Quote, StringComparison.Ordinal) && comment.Quote.Length > 0).ToList();
            left.RemoveAll(here.Contains);
            return new ReviewedParagraph(index + 1, block.Source, block.Html, here);
        }).ToList();
        return (text, left);
    }
}
