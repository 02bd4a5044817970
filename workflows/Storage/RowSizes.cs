using Azure.Data.Tables;

namespace Campaigns.Storage;

/// <summary>The largest row that this process wrote of those that grow as a campaign lives, in bytes as the Table service counts them.</summary>
public sealed class RowSizes
{
    const int PerRow = 4, PerProperty = 8, PerLength = 4, PerNumber = 8, PerCharacter = 2;

    readonly Lock gate = new();
    (long Property, long Row) largest;

    public (long Property, long Row) Largest
    {
        get
        {
            lock (gate) return largest;
        }
    }

    internal void Note(TableEntity row)
    {
        var (property, all) = Of(row);
        lock (gate) largest = (Math.Max(largest.Property, property), Math.Max(largest.Row, all));
    }

    internal static (long Property, long Row) Of(TableEntity row)
    {
        var own = row.Where(one => one.Key is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag")).ToList();
        var keys = PerRow + PerCharacter * (row.PartitionKey.Length + row.RowKey.Length);
        return (own.Max(one => (long?)Of(one.Value)) ?? 0, keys + own.Sum(one => PerProperty + PerCharacter * one.Key.Length + Of(one.Value)));
    }

    static long Of(object? value) => value switch
    {
        string text => PerCharacter * text.Length + PerLength,
        byte[] bytes => bytes.Length + PerLength,
        _ => PerNumber,
    };
}
