using Azure.Core;

namespace Campaigns.Tests.Simulation;

/// <summary>One request to the Table service, or one part of a transaction.</summary>
sealed record Operation(string Verb, string Table, string? Partition, string? Key, string? IfMatch, string Body)
{
    readonly Dictionary<string, Cell>? cells;

    public Dictionary<string, Cell> Cells => cells ?? [];

    public string Query { get; init; } = "";

    /// <summary>Everything but reading.</summary>
    public bool IsChange => Verb != "GET" && Table != "Tables";

    /// <summary>Whether it can fail because somebody else was faster.</summary>
    public bool IsConditional => IfMatch is not (null or "*");

    Operation(string verb, string table, string? partition, string? key, string? ifMatch, string body, Dictionary<string, Cell> cells)
        : this(verb, table, partition, key, ifMatch, body) => this.cells = cells;

    public static Operation Of(string verb, Uri address, string? ifMatch, string body)
    {
        var path = Uri.UnescapeDataString(address.AbsolutePath)[1..];
        var bracket = path.IndexOf('(', StringComparison.Ordinal);
        var table = bracket < 0 ? path : path[..bracket];
        var (partition, key) = bracket < 0 ? (null, null) : Keys(path[(bracket + 1)..^1]);
        if (table == "Tables" || body.Length == 0) return new(verb, table, partition, key, ifMatch, body) { Query = address.Query };
        var row = Row.Read(body);
        return new(verb, table, partition ?? row.Partition, key ?? row.Key, ifMatch, body, row.Cells);
    }

    static (string? Partition, string? Key) Keys(string text)
    {
        const string First = "PartitionKey='", Second = "',RowKey='";
        if (!text.StartsWith(First, StringComparison.Ordinal)) return (null, null);
        var middle = text.IndexOf(Second, StringComparison.Ordinal);
        return (Plain(text[First.Length..middle]), Plain(text[(middle + Second.Length)..^1]));
    }

    static string Plain(string key) => key.Replace("''", "'", StringComparison.Ordinal);

    /// <summary>The parts of a transaction's body.</summary>
    public static List<Operation> Parts(string body)
    {
        var parts = new List<Operation>();
        using var lines = new StringReader(body);
        while (lines.ReadLine() is { } line)
            if (line.EndsWith(" HTTP/1.1", StringComparison.Ordinal)) parts.Add(Part(line, lines));
        return parts;
    }

    static Operation Part(string first, StringReader lines)
    {
        var words = first.Split(' ');
        string? ifMatch = null;
        while (lines.ReadLine() is { Length: > 0 } header)
            if (header.StartsWith("If-Match: ", StringComparison.Ordinal)) ifMatch = header["If-Match: ".Length..];
        return Of(words[0], new Uri(words[1]), ifMatch, words[0] == RequestMethod.Delete.Method ? "" : lines.ReadLine()!);
    }
}
