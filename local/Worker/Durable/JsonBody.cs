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
            return (true, JsonSerializer.Deserialize<JsonElement>(text));
        }
        catch (JsonException)
        {
            return (false, null);
        }
    }
}
