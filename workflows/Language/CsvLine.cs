namespace Campaigns.Language;

/// <summary>A line of a table for spreadsheets, RFC 4180.</summary>
public static class CsvLine
{
    /// <summary>Ends in CR LF. Null is an empty cell.</summary>
    public static string Of(params IEnumerable<string?> cells) => string.Join(',', cells.Select(cell => Cell(cell ?? ""))) + "\r\n";

    /// <summary>Quoted where needed; an apostrophe keeps spreadsheets from calculating what looks like a formula.</summary>
    static string Cell(string text)
    {
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]) text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n'") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
