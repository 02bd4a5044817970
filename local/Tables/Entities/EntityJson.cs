using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables.Entities;

/// <summary>Rows to and from the service's JSON (<c>odata=minimalmetadata</c>), without a model in between.</summary>
internal static class EntityJson
{
    // The bodies go to the service, never into a page: scripts need no escaping, and non-Latin text stays a third of the size.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static Utf8JsonWriter Writer(IBufferWriter<byte> buffer) => new(buffer, Options);

    public static ReadOnlyMemory<byte> Of(ITableEntity entity)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = Writer(buffer);
        Write(json, entity);
        AzureLimits.RequireSmallRow(buffer.WrittenSpan);
        return buffer.WrittenMemory;
    }

    /// <summary>Writes and flushes one row.</summary>
    public static void Write(Utf8JsonWriter json, ITableEntity entity)
    {
        json.WriteStartObject();
        EntityShape.Of(entity.GetType()).Write(json, entity);
        json.WriteEndObject();
        json.Flush();
    }

    public static T Read<T>(Response response)
        where T : class, ITableEntity
    {
        var json = new Utf8JsonReader(response.Content.ToMemory().Span);
        json.Read();
        return One<T>(ref json, EntityShape.Of(typeof(T)));
    }

    /// <summary>The rows in the member <c>value</c> of a query's answer.</summary>
    public static IReadOnlyList<T> ReadAll<T>(Response response)
        where T : class, ITableEntity
    {
        var shape = EntityShape.Of(typeof(T));
        var rows = new List<T>();
        var json = new Utf8JsonReader(response.Content.ToMemory().Span);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isValue = json.ValueTextEquals("value"u8);
            json.Read();
            if (!isValue)
                json.Skip();
            else
                ReadArray(ref json, shape, rows);
        }
        return rows;
    }

    private static void ReadArray<T>(ref Utf8JsonReader json, EntityShape shape, List<T> rows)
        where T : class, ITableEntity
    {
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            rows.Add(One<T>(ref json, shape));
    }

    private static T One<T>(ref Utf8JsonReader json, EntityShape shape)
        where T : class, ITableEntity
    {
        var entity = Activator.CreateInstance<T>();
        shape.Read(ref json, entity);
        return entity;
    }
}
