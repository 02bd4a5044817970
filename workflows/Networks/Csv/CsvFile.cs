namespace Campaigns.Networks;

/// <summary>What is wrong with a file.</summary>
public class CsvErrors
{
    readonly List<FieldError> errors = [];

    /// <summary>By line.</summary>
    public IReadOnlyList<FieldError> Errors => [.. errors.OrderBy(error => error.Line)];

    public int BrokenLines => errors.Select(error => error.Line).Distinct().Count();

    internal void Refuse(FieldError error) => errors.Add(error);
}

/// <summary>What was read of a file: the good lines, and the errors of the others.</summary>
public class CsvFile<T> : CsvErrors
{
    readonly List<T> lines = [];
    readonly Dictionary<string, (int Line, string Owner)> addresses = new(StringComparer.Ordinal);

    public IReadOnlyList<T> Lines => lines;

    internal void Take(T line) => lines.Add(line);

    /// <summary>The line that had the address first for somebody else than <paramref name="owner"/>; this one where there is none.</summary>
    internal int FirstWith(string addressKey, int line, string owner)
    {
        if (!addresses.TryGetValue(addressKey, out var first)) addresses[addressKey] = first = (line, owner);
        return first.Owner == owner ? line : first.Line;
    }
}
