using System.Text.Json;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables.Entities;

/// <summary>A <see cref="TableEntity"/>: each value goes by its own type, each property read by its annotation.</summary>
internal sealed class DictionaryShape : EntityShape
{
    private const string AnnotationSuffix = "@odata.type";
    private static readonly Int64Edm Int64 = new();
    private static readonly DoubleEdm Double = new();
    private static readonly GuidEdm Guid = new();
    private static readonly BytesEdm Bytes = new();
    private static readonly BinaryDataEdm BinaryData = new();
    private static readonly DateTimeEdm DateTime = new();
    private static readonly DateTimeOffsetEdm DateTimeOffset = new();

    public override void Read(ref Utf8JsonReader json, ITableEntity entity)
    {
        var properties = ((TableEntity)entity).Properties;
        string? annotated = null, type = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (ReadSystemProperty(ref json, entity))
                continue;
            var name = json.GetString()!;
            json.Read();
            if (name.EndsWith(AnnotationSuffix, StringComparison.Ordinal))
                (annotated, type) = (name[..^AnnotationSuffix.Length], json.GetString());
            else if (name.StartsWith("odata.", StringComparison.Ordinal))
                json.Skip();
            else
                properties[name] = ReadValue(ref json, name == annotated ? type : null);
        }
    }

    protected override int WriteProperties(Utf8JsonWriter json, ITableEntity entity)
    {
        var count = 0;
        foreach (var (name, value) in ((TableEntity)entity).Properties)
        {
            if (value is null || name is PropertyNames.PartitionKey or PropertyNames.RowKey or PropertyNames.Timestamp or PropertyNames.OdataETag)
                continue;
            WriteValue(json, name, value);
            count++;
        }
        return count;
    }

    private static void WriteValue(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text: json.WriteString(name, text); break;
            case int number: json.WriteNumber(name, number); break;
            case bool truth: json.WriteBoolean(name, truth); break;
            case long number: Int64.Write(json, new EdmName(name), number); break;
            case double number: Double.Write(json, new EdmName(name), number); break;
            case Guid id: Guid.Write(json, new EdmName(name), id); break;
            case DateTimeOffset instant: DateTimeOffset.Write(json, new EdmName(name), instant); break;
            case DateTime instant: DateTime.Write(json, new EdmName(name), instant); break;
            case byte[] bytes: Bytes.Write(json, new EdmName(name), bytes); break;
            case BinaryData bytes: BinaryData.Write(json, new EdmName(name), bytes); break;
            // An enum too: the official package stores it only from a class.
            default: throw new NotSupportedException($"Property '{name}': a TableEntity cannot hold a {value.GetType().Name}.");
        }
    }

    private static object? ReadValue(ref Utf8JsonReader json, string? type) => (json.TokenType, type) switch
    {
        (JsonTokenType.Null, _) => null,
        (_, "Edm.Int64") => Int64.Read(ref json),
        (_, "Edm.Double") => Double.Read(ref json),
        (_, "Edm.Guid") => Guid.Read(ref json),
        (_, "Edm.DateTime") => DateTimeOffset.Read(ref json),
        (_, "Edm.Binary") => Bytes.Read(ref json),
        (JsonTokenType.String, _) => json.GetString(),
        (JsonTokenType.True, _) => true,
        (JsonTokenType.False, _) => false,
        (JsonTokenType.Number, _) => ReadNumber(ref json),
        _ => throw new FormatException($"The service answered a {json.TokenType} as a property's value."),
    };

    /// <summary>Without an annotation a number is an Int32, unless it is written as a double (the service writes 5.0).</summary>
    private static object ReadNumber(ref Utf8JsonReader json)
    {
        if (json.TryGetInt32(out var number))
            return number;
        return json.GetDouble();
    }
}
