namespace Campaigns.Letters.Pdf;

/// <summary>How many of the items go into columns of a page, and how high the columns are.</summary>
static class PdfColumns
{
    /// <param name="room">Lines that are left on the page.</param>
    /// <returns>At least one item.</returns>
    public static (int Count, int Rows) Fit<T>(IReadOnlyList<List<T>> items, int first, int columns, int room)
    {
        var count = Count(items, first, columns, room);
        // The lowest height that still holds them.
        var (low, high) = (1, room);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Count(items, first, columns, middle) >= count) high = middle;
            else low = middle + 1;
        }
        return (count, low);
    }

    static int Count<T>(IReadOnlyList<List<T>> items, int first, int columns, int rows)
    {
        var (column, row, count) = (0, 0, 0);
        for (var at = first; at < items.Count; at++, count++)
        {
            var lines = items[at].Count;
            if (row > 0 && row + lines > rows) (column, row) = (column + 1, 0);
            if (column == columns) break;
            row += lines;
        }
        return Math.Max(1, count);
    }
}
