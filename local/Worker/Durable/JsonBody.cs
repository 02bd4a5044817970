using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Local.Worker.Durable;

static class JsonBody
{
    /// <summary>The body as JSON, boxed for the client's converter; false where it is none.</summary>
    public static async Task<(bool IsJson, object? Value)> Read(HttpRequest request, bool emptyIsNull)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (text.Length == 0 && emptyIsNull)
            return (true, null);
        try
        {
            var value = JsonSerializer.Deserialize<JsonElement>(text);
            _ = JsonSerializer.SerializeToUtf8Bytes(value); // half a character in a text (\ud800) shows only when it is read
            return (true, value);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return (false, null);
        }
    }
}
