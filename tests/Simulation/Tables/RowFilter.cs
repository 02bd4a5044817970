using System.Globalization;

namespace Campaigns.Tests.Simulation;

/// <summary>The part of OData's filters that the product and its engine use: comparisons, and, or, brackets.</summary>
sealed class RowFilter
{
    readonly string text;
    int at;

    RowFilter(string text) => this.text = text;

    public static Func<Row, bool> Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return _ => true;
        var filter = new RowFilter(text);
        var result = filter.Or();
        return filter.at == text.Length ? result : throw new NotSupportedException($"The memory service cannot read the filter {text}.");
    }

    /// <summary>The one partition that the filter can match, where it says so at its beginning.</summary>
    public static string? PartitionOf(string? text)
    {
        const string Head = "PartitionKey eq '";
        if (text?.StartsWith(Head, StringComparison.Ordinal) != true || text.Contains(" or ", StringComparison.Ordinal)) return null;
        return text[Head.Length..text.IndexOf('\'', Head.Length)];
    }

    Func<Row, bool> Or()
    {
        var left = And();
        while (Word("or"))
        {
            var (before, right) = (left, And());
            left = row => before(row) || right(row);
        }
        return left;
    }

    Func<Row, bool> And()
    {
        var left = One();
        while (Word("and"))
        {
            var (before, right) = (left, One());
            left = row => before(row) && right(row);
        }
        return left;
    }

    Func<Row, bool> One()
    {
        Blanks();
        if (at < text.Length && text[at] == '(')
        {
            at++;
            var inner = Or();
            Blanks();
            if (text[at++] != ')') throw new NotSupportedException($"A bracket is missing in {text}.");
            Blanks();
            return inner;
        }
        var (name, comparison, value) = (Name(), Name(), Literal());
        Blanks();
        return row => PropertyOf(row, name) is { } property && Holds(comparison, Compare(property, value));
    }

    string Name()
    {
        Blanks();
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_')) at++;
        return text[start..at];
    }

    (bool IsTime, string Text) Literal()
    {
        var prefix = Name();
        if (at >= text.Length || text[at] != '\'') return (false, prefix);
        var value = new System.Text.StringBuilder();
        for (at++; text[at] != '\'' || (at + 1 < text.Length && text[at + 1] == '\''); at++)
        {
            if (text[at] == '\'') at++;
            value.Append(text[at]);
        }
        at++;
        return (prefix == "datetime", value.ToString());
    }

    bool Word(string word)
    {
        Blanks();
        if (string.CompareOrdinal(text, at, word + " ", 0, word.Length + 1) != 0) return false;
        at += word.Length;
        return true;
    }

    void Blanks()
    {
        while (at < text.Length && text[at] == ' ') at++;
    }

    static string? PropertyOf(Row row, string name) => name switch
    {
        "PartitionKey" => row.Partition,
        "RowKey" => row.Key,
        "Timestamp" => row.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        _ => row.Text(name),
    };

    static int Compare(string property, (bool IsTime, string Text) value) => value.IsTime
        ? DateTimeOffset.Parse(property, CultureInfo.InvariantCulture).CompareTo(DateTimeOffset.Parse(value.Text, CultureInfo.InvariantCulture))
        : string.CompareOrdinal(property, value.Text);

    static bool Holds(string comparison, int order) => comparison switch
    {
        "eq" => order == 0,
        "ne" => order != 0,
        "gt" => order > 0,
        "ge" => order >= 0,
        "lt" => order < 0,
        "le" => order <= 0,
        _ => throw new NotSupportedException($"There is no comparison {comparison}."),
    };
}
