using System.Text;

namespace Campaigns;

/// <summary>One line of a list as cells: separated by semicolons; a cell in double quotes may hold semicolons, and quotes when doubled.</summary>
static class ListCells
{
    /// <summary>The cells without outer spaces, or null when a quote is not closed or something follows it.</summary>
    /// <param name="most">So many cells at most: the last is the rest of the line as it is, quotes and semicolons with it.</param>
    public static IReadOnlyList<string>? Split(string line, int most = int.MaxValue)
    {
        var cells = new List<string>();
        for (var rest = line.AsSpan(); ;)
        {
            rest = rest.TrimStart();
            if (cells.Count == most - 1) return [.. cells, rest.TrimEnd().ToString()];
            var (cell, length) = rest.StartsWith("\"") ? Quoted(rest) : Plain(rest);
            if (cell is null) return null;
            cells.Add(cell);
            rest = rest[length..].TrimStart();
            if (rest.IsEmpty) return cells;
            if (rest[0] != ';') return null;
            rest = rest[1..];
        }
    }

    /// <summary>The line that <see cref="Split"/> reads as these cells.</summary>
    public static string Join(IEnumerable<string> cells) => string.Join("; ", cells.Select(cell =>
        cell.AsSpan().IndexOfAny(";\"") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    static (string? Cell, int Length) Plain(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(';');
        var length = end < 0 ? text.Length : end;
        return (text[..length].Trim().ToString(), length);
    }

    static (string? Cell, int Length) Quoted(ReadOnlySpan<char> text)
    {
        var cell = new StringBuilder();
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] != '"') cell.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[at++]);
            else return (cell.ToString().Trim(), at + 1);
        }
        return (null, 0);
    }
}
