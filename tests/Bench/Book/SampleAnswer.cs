using System.Net;
using System.Text.Json;
using Azure.Data.Tables;

namespace Campaigns.Bench.Book;

/// <summary>Answers of storage as the service writes them, for rows that are made up.</summary>
static class SampleAnswer
{
    public static HttpResponseMessage Of(TableEntity row) => Json(writer => Write(writer, row));

    /// <param name="next">Key of the row with which the next page begins; null when this is the last one.</param>
    public static HttpResponseMessage Of(IEnumerable<TableEntity> rows, string partition, string? next)
    {
        var answer = Json(writer =>
        {
            writer.WriteStartArray("value");
            foreach (var row in rows)
            {
                writer.WriteStartObject();
                Write(writer, row);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });
        if (next is null) return answer;
        answer.Headers.Add("x-ms-continuation-NextPartitionKey", partition);
        answer.Headers.Add("x-ms-continuation-NextRowKey", next);
        return answer;
    }

    static HttpResponseMessage Json(Action<Utf8JsonWriter> write)
    {
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        return new(HttpStatusCode.OK) { Content = new ByteArrayContent(body.ToArray()) { Headers = { ContentType = new("application/json") } } };
    }

    static void Write(Utf8JsonWriter writer, TableEntity row)
    {
        writer.WriteString("odata.etag", "W/\"1\"");
        foreach (var (name, value) in row)
        {
            switch (value)
            {
                case byte[] bytes:
                    writer.WriteString(name + "@odata.type", "Edm.Binary");
                    writer.WriteBase64String(name, bytes);
                    break;
                case DateTimeOffset at:
                    writer.WriteString(name + "@odata.type", "Edm.DateTime");
                    writer.WriteString(name, at.UtcDateTime);
                    break;
                case bool yes:
                    writer.WriteBoolean(name, yes);
                    break;
                case int number:
                    writer.WriteNumber(name, number);
                    break;
                case string text:
                    writer.WriteString(name, text);
                    break;
            }
        }
    }
}
