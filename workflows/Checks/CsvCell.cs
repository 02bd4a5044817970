namespace Campaigns.Checks;

/// <summary>A cell of a CSV file that people open in a spreadsheet.</summary>
public static class CsvCell
{
    /// <summary>Quoted where needed. An apostrophe keeps spreadsheets from calculating what looks like a formula; it stands before an apostrophe, too, so
    /// that <see cref="Read"/> gives back what was written.</summary>
    public static string Write(string text)
    {
        if (text is ['=' or '+' or '-' or '@' or '\'', ..]) text = "'" + text;
        return text.AsSpan().IndexOfAny(",;\"'") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Without the apostrophe that <see cref="Write"/> puts before what looks like a formula.</summary>
    public static string Read(string cell)
    {
        cell = cell.Trim();
        return cell is ['\'', '=' or '+' or '-' or '@' or '\'', ..] ? cell[1..] : cell;
    }
}
