using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Campaigns.Drafting;

public enum Difference { Same, Added, Removed }

/// <summary>A line of two texts laid over each other, in pieces: of a line that changed the words that did.</summary>
public sealed record DifferenceLine(Difference Kind, IReadOnlyList<(Difference Kind, string Text)> Pieces);

/// <summary>What changed between two texts: lines, and the words in them.</summary>
public static class TextDifferences
{
    public static IReadOnlyList<DifferenceLine> Between(string older, string newer)
    {
        var sides = SideBySideDiffBuilder.Diff(older, newer, ignoreWhiteSpace: false);
        var lines = new List<DifferenceLine>();
        foreach (var (old, now) in sides.OldText.Lines.Zip(sides.NewText.Lines))
        {
            if (old.Type == ChangeType.Unchanged) lines.Add(new(Difference.Same, [(Difference.Same, old.Text ?? "")]));
            if (old.Type is ChangeType.Deleted or ChangeType.Modified) lines.Add(Line(Difference.Removed, old));
            if (now.Type is ChangeType.Inserted or ChangeType.Modified) lines.Add(Line(Difference.Added, now));
        }
        return lines;
    }

    static DifferenceLine Line(Difference kind, DiffPiece line)
    {
        if (line.SubPieces.Count == 0) return new(kind, [(kind, line.Text ?? "")]);
        var pieces = new List<(Difference, string)>();
        foreach (var piece in line.SubPieces.Where(piece => piece.Type != ChangeType.Imaginary && piece.Text is not null))
            pieces.Add((piece.Type == ChangeType.Unchanged ? Difference.Same : kind, piece.Text));
        return new(kind, pieces);
    }
}
