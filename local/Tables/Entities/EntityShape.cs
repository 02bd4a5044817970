using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables.Entities;

/// <summary>How the rows of one class are written and read; found out once a class.</summary>
internal abstract class EntityShape
{
    private static readonly ConcurrentDictionary<Type, EntityShape> Known = new();

    public static EntityShape Of(Type type) => Known.GetOrAdd(type, static t =>
        typeof(TableEntity).IsAssignableFrom(t) ? new DictionaryShape() : new ClassShape(t));

    /// <summary>Writes all members but the enclosing braces.</summary>
    public void Write(Utf8JsonWriter json, ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity.PartitionKey, nameof(ITableEntity.PartitionKey));
        ArgumentNullException.ThrowIfNull(entity.RowKey, nameof(ITableEntity.RowKey));
        AzureLimits.RequireKeys(entity.PartitionKey, entity.RowKey);
        json.WriteString(PropertyNames.PartitionKey, entity.PartitionKey);
        json.WriteString(PropertyNames.RowKey, entity.RowKey);
        AzureLimits.RequireFewProperties(WriteProperties(json, entity));
    }

    /// <summary>Reads from the object's opening brace to its closing one.</summary>
    public abstract void Read(ref Utf8JsonReader json, ITableEntity entity);

    /// <summary>Writes the properties that are not null, and says how many they were.</summary>
    protected abstract int WriteProperties(Utf8JsonWriter json, ITableEntity entity);

    /// <summary>Reads the value of a property that every row has; false when the property (the reader's current name) is none of them.</summary>
    protected static bool ReadSystemProperty(ref Utf8JsonReader json, ITableEntity entity)
    {
        if (json.ValueTextEquals("PartitionKey"u8))
            entity.PartitionKey = NextString(ref json)!;
        else if (json.ValueTextEquals("RowKey"u8))
            entity.RowKey = NextString(ref json)!;
        else if (json.ValueTextEquals("odata.etag"u8))
            entity.ETag = new ETag(NextString(ref json)!);
        else if (json.ValueTextEquals("Timestamp"u8))
            entity.Timestamp = json.Read() && json.TokenType != JsonTokenType.Null ? json.GetDateTimeOffset() : null;
        else
            return false;
        return true;
    }

    private static string? NextString(ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetString();
    }
}
