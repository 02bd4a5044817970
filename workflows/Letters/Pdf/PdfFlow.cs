using SkiaSharp;

namespace Campaigns.Letters.Pdf;

/// <summary>A stretch of text where it stands: points from the top left corner of its page.</summary>
sealed record PdfMark(float X, float Y, float Size, PdfPiece Piece, bool IsSoft);

/// <summary>
/// Fills pages from top to bottom. Nothing is drawn yet, because the foot of each page says how many there are. A4, in points (1/72 inch).
/// </summary>
sealed class PdfFlow
{
    public const float PageWidth = 595.28f, PageHeight = 841.89f, Left = 71, Right = 71, Top = 64, Bottom = 78;
    public const float Width = PageWidth - Left - Right;
    const float Leading = 1.42f;
    /// <summary>Between two columns.</summary>
    const float Gap = 16;

    public List<List<PdfMark>> Pages { get; } = [[]];

    public float Y { get; private set; } = Top;

    static float Floor => PageHeight - Bottom;

    public void Space(float points) => Y = Y == Top ? Y : Y + points;

    /// <summary>Goes to the next page unless this much is left.</summary>
    public void Need(float points)
    {
        if (Y + points > Floor && Y > Top) NewPage();
    }

    /// <param name="indent">Of all lines; <paramref name="mark"/>, if any, hangs before the first.</param>
    public void Paragraph(IEnumerable<PdfWords> words, float size, float indent = 0, string? mark = null, bool soft = false, float leading = Leading)
    {
        var lines = PdfLines.Break(words, size, Width - indent);
        var height = size * leading;
        // No first line alone at the foot of a page, no last one alone at the head.
        if (lines.Count > 1) Need(2 * height);
        for (var number = 0; number < lines.Count; number++)
        {
            if (number == lines.Count - 2 && lines.Count > 3) Need(2 * height);
            Need(height);
            if (number == 0 && mark is not null) Line(PdfLines.Break([new(mark)], size, indent)[0], Left + indent - PdfLines.Width(mark + " ", PdfStyle.Regular, size), size, height, soft);
            Line(lines[number], Left + indent, size, height, soft);
            Y += height;
        }
    }

    /// <summary>Names in columns of equal width, read down each column; columns of one group are of nearly equal height.</summary>
    public void Columns(PdfNames names)
    {
        var (broken, columns, size) = (names.Lines, names.Columns, PdfNames.Size);
        var width = ColumnWidth(columns);
        var height = size * 1.3f;
        for (var first = 0; first < broken.Count;)
        {
            Need(height * Math.Min(2, broken[first].Count));
            var room = Math.Max(1, (int)((Floor - Y) / height));
            var (count, rows) = PdfColumns.Fit(broken, first, columns, room);
            Place(broken, first, count, rows, width + Gap, size, height);
            first += count;
        }
    }

    public static float ColumnWidth(int columns) => (Width - (columns - 1) * Gap) / columns;

    void Place(IReadOnlyList<List<List<PdfPiece>>> broken, int first, int count, int rows, float step, float size, float height)
    {
        var (column, row, top, lowest) = (0, 0, Y, 0);
        foreach (var lines in broken.Skip(first).Take(count))
        {
            if (row > 0 && row + lines.Count > rows) (column, row) = (column + 1, 0);
            for (var line = 0; line < lines.Count; line++)
            {
                Y = top + (row + line) * height;
                Line(lines[line], Left + column * step + (line > 0 ? PdfNames.Hang : 0), size, height, soft: false);
            }
            row += lines.Count;
            lowest = Math.Max(lowest, row);
        }
        Y = top + lowest * height;
    }

    void Line(List<PdfPiece> pieces, float x, float size, float height, bool soft)
    {
        var baseline = Y + height * 0.78f;
        foreach (var piece in pieces) Pages[^1].Add(new(x + piece.X, baseline, size, piece, soft));
    }

    void NewPage()
    {
        Pages.Add([]);
        Y = Top;
    }
}
