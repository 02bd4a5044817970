using Campaigns.Drafting;

namespace Campaigns.Tests.Drafting;

public sealed class TextDifferenceTests
{
    [Fact]
    public void A_changed_line_shows_the_words_that_changed()
    {
        var lines = TextDifferences.Between("Same.\n\nWe ask for his release.", "Same.\n\nWe demand his release.");

        Assert.Equal([Difference.Same, Difference.Same, Difference.Removed, Difference.Added], lines.Select(line => line.Kind));
        Assert.Contains("ask", string.Concat(lines[2].Pieces.Where(piece => piece.Kind == Difference.Removed).Select(piece => piece.Text)), StringComparison.Ordinal);
        Assert.Equal("demand", string.Concat(lines[3].Pieces.Where(piece => piece.Kind == Difference.Added).Select(piece => piece.Text)).Trim());
        Assert.Equal("We demand his release.", string.Concat(lines[3].Pieces.Select(piece => piece.Text)));
    }

    [Theory]
    [InlineData("", "new")]
    [InlineData("a\nb", "b\nc")]
    [InlineData("один абзац", "другой абзац")]
    public void Both_texts_can_be_read_from_it(string older, string newer)
    {
        var lines = TextDifferences.Between(older, newer);

        Assert.Equal(newer, Join(lines, Difference.Removed));
        Assert.Equal(older, Join(lines, Difference.Added));
    }

    [Fact]
    public void A_comment_stays_with_its_words_and_is_not_lost_when_they_change()
    {
        var comment = new DraftComment("1", 1, "", "en", 1, 2, "Second.", "why?", default);

        var moved = Paragraphs.Of("New first.\n\nFirst.\n\nSecond.", "en", [comment]);
        Assert.Equal([comment], moved.Text[2].Comments);

        var changed = Paragraphs.Of("First.\n\nAnother second.", "en", [comment]);
        Assert.Equal([comment], changed.Elsewhere);
        Assert.All(changed.Text, paragraph => Assert.Empty(paragraph.Comments));
    }

    static string Join(IEnumerable<DifferenceLine> lines, Difference without) =>
        string.Join('\n', lines.Where(line => line.Kind != without).Select(line => string.Concat(line.Pieces.Select(piece => piece.Text)))).Trim('\n');
}
