using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Data.Tables;

namespace Campaigns.Backup;

/// <summary>
/// A stored row as a line of JSON: <c>{"row":"header","values":{"Closed":["Boolean",true],"Commits":["Int64","12"]}}</c>. The types are those of the
/// Table service (Edm): String, Int32, Int64 (as text), Double, Boolean, DateTime (ISO 8601, UTC, 100 ns), Guid, Binary (base64). Sealed values are
/// Binary, and stay sealed. <c>docs/backup.md</c> is the format.
/// </summary>
static class RowLine
{
    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly string[] OfTheService = ["PartitionKey", "RowKey", "Timestamp"];

    /// <summary>With the line feed at its end.</summary>
    public static void Write(IBufferWriter<byte> to, TableEntity row)
    {
        using (var json = new Utf8JsonWriter(to, Plain))
        {
            json.WriteStartObject();
            json.WriteString("row", row.RowKey);
            json.WriteStartObject("values");
            foreach (var (name, value) in row.Where(one => one.Value is not null && !OfTheService.Contains(one.Key) && !one.Key.StartsWith("odata.", StringComparison.Ordinal)).OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                json.WriteStartArray(name);
                WriteValue(json, value!);
                json.WriteEndArray();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        to.Write("\n"u8);
    }

    /// <exception cref="FormatException">Not such a line.</exception>
    public static TableEntity Read(string line, string partition)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var row = new TableEntity(partition, Name(document.RootElement.GetProperty("row").GetString(), IsInKey));
            foreach (var value in document.RootElement.GetProperty("values").EnumerateObject())
                row[Name(value.Name, c => char.IsAsciiLetterOrDigit(c) || c == '_')] = ReadValue(value.Value[0].GetString(), value.Value[1]);
            return row;
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new FormatException("This is not a row of a copy.", wrong);
        }
    }

    static void WriteValue(Utf8JsonWriter json, object value)
    {
        json.WriteStringValue(Type(value));
        switch (value)
        {
            case string text: json.WriteStringValue(text); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteStringValue(number.ToString(CultureInfo.InvariantCulture)); break;
            case double number: json.WriteStringValue(number.ToString("R", CultureInfo.InvariantCulture)); break;
            case bool yes: json.WriteBooleanValue(yes); break;
            case DateTimeOffset at: json.WriteStringValue(at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)); break;
            case DateTime at: json.WriteStringValue(at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)); break;
            case Guid id: json.WriteStringValue(id); break;
            case BinaryData bytes: json.WriteBase64StringValue(bytes); break;
            default: json.WriteBase64StringValue((byte[])value); break;
        }
    }

    static string Type(object value) => value switch
    {
        string => "String",
        int => "Int32",
        long => "Int64",
        double => "Double",
        bool => "Boolean",
        DateTimeOffset or DateTime => "DateTime",
        Guid => "Guid",
        byte[] or BinaryData => "Binary",
        _ => throw new NotSupportedException($"The Table service has no {value.GetType().Name}."),
    };

    static object ReadValue(string? type, JsonElement value) => type switch
    {
        "String" => value.GetString()!,
        "Int32" => value.GetInt32(),
        "Int64" => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        "Double" => double.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        "Boolean" => value.GetBoolean(),
        "DateTime" => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        "Guid" => value.GetGuid(),
        "Binary" => value.GetBytesFromBase64(),
        _ => throw new FormatException("There is no such type."),
    };

    static string Name(string? text, Func<char, bool> may) =>
        text is { Length: > 0 and <= 250 } && text.All(may) && !OfTheService.Contains(text) ? text : throw new FormatException("There is no such name.");

    static bool IsInKey(char c) => !char.IsControl(c) && c is not ('/' or '\\' or '#' or '?');
}

/// <summary>Reads what a restore is sent.</summary>
public static class CopyRow
{
    /// <exception cref="FormatException">Not a line of a copy.</exception>
    public static TableEntity Read(string line, CopyPlace place) => RowLine.Read(line, place.Partition);

    /// <inheritdoc cref="Read"/>
    public static TableEntity ReadDeciding(string line, CopyUnit unit) => RowLine.Read(line, unit.Deciding.Place.Partition);
}
