using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

/// <summary>
/// A row as a dictionary of properties. Values: string, int, long, double, bool, DateTimeOffset (or DateTime),
/// Guid, byte[] (or BinaryData). A null value is not stored.
/// </summary>
public partial class TableEntity : ITableEntity
{
    private readonly Dictionary<string, object?> properties;

    public TableEntity() => properties = new(StringComparer.Ordinal);

    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

#nullable disable warnings // as in the official package: dictionaries of object and of object? are both welcome
    /// <summary>A copy of <paramref name="values"/>, keys included under <c>PartitionKey</c> and <c>RowKey</c>.</summary>
    public TableEntity(
#nullable disable
        IDictionary<string, object> values)
#nullable restore
        => properties = values is null ? new(StringComparer.Ordinal) : new(values!, StringComparer.Ordinal);

    public string PartitionKey
    {
        get => GetString(PropertyNames.PartitionKey)!;
        set => properties[PropertyNames.PartitionKey] = value;
    }

    public string RowKey
    {
        get => GetString(PropertyNames.RowKey)!;
        set => properties[PropertyNames.RowKey] = value;
    }

    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(PropertyNames.Timestamp);
        set => properties[PropertyNames.Timestamp] = value;
    }

    public ETag ETag
    {
        get => GetString(PropertyNames.OdataETag) is { } etag ? new ETag(etag) : default;
        set => properties[PropertyNames.OdataETag] = value.ToString();
    }

    /// <summary>The text under <paramref name="key"/>, null when there is none. As all typed getters:
    /// <see cref="InvalidOperationException"/> when the property is of another type.</summary>
    public string? GetString(string key) => (string?)Typed(key, typeof(string));

    public byte[]? GetBinary(string key) => (byte[]?)Typed(key, typeof(byte[]));

    public BinaryData? GetBinaryData(string key) => (BinaryData?)Typed(key, typeof(BinaryData));

    public bool? GetBoolean(string key) => (bool?)Typed(key, typeof(bool));

    public int? GetInt32(string key) => (int?)Typed(key, typeof(int));

    public long? GetInt64(string key) => (long?)Typed(key, typeof(long));

    public double? GetDouble(string key) => (double?)Typed(key, typeof(double));

    public Guid? GetGuid(string key) => (Guid?)Typed(key, typeof(Guid));

    /// <summary>The instant under <paramref name="key"/>, in UTC.</summary>
    public DateTime? GetDateTime(string key) => (DateTime?)Typed(key, typeof(DateTime));

    public DateTimeOffset? GetDateTimeOffset(string key) => (DateTimeOffset?)Typed(key, typeof(DateTimeOffset));

    private object? Typed(string key, Type wanted)
    {
        if (!properties.TryGetValue(key, out var value) || value is null)
            return null;
        if (value.GetType() == wanted)
            return value;
        return (value, wanted.Name) switch
        {
            (DateTimeOffset offset, nameof(DateTime)) => offset.UtcDateTime,
            (DateTime time, nameof(DateTimeOffset)) => new DateTimeOffset(time),
            (byte[] bytes, nameof(BinaryData)) => new BinaryData(bytes),
            _ => throw new InvalidOperationException($"Property '{key}' holds a {value.GetType().Name}, not a {wanted.Name}."),
        };
    }
}
