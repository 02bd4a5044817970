using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables.Wire;

/// <summary>The service's error bodies: <c>{"odata.error":{"code":"...","message":{"lang":"...","value":"..."}}}</c>.</summary>
internal static class ServiceError
{
    public static RequestFailedDetailsParser Parser { get; } = new DetailsParser();

    /// <summary>In a transaction's error the message begins with the failing action's place: <c>3:The ...</c>.</summary>
    public static int? FailedActionIndex(string message)
    {
        var colon = message.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
    }

    private sealed class DetailsParser : RequestFailedDetailsParser
    {
        public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
        {
            data = null;
            error = FromBody(response) ?? FromHeader(response);
            return error is not null;
        }

        private static ResponseError? FromHeader(Response response) =>
            response.Headers.TryGetValue("x-ms-error-code", out var code) ? new ResponseError(code, response.ReasonPhrase) : null;

        private static ResponseError? FromBody(Response response)
        {
            if (response.ContentStream is not { CanSeek: true, Length: > 0 })
                return null;
            try
            {
                using var json = JsonDocument.Parse(response.Content.ToMemory());
                return TryGet(json.RootElement, "odata.error", out var error) && TryGet(error, "code", out var code)
                    ? new ResponseError(code.GetString(), Message(error))
                    : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private static string? Message(JsonElement error) =>
            TryGet(error, "message", out var message) && TryGet(message, "value", out var text) ? text.GetString() : null;

        private static bool TryGet(JsonElement element, string name, out JsonElement value)
        {
            value = default;
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value);
        }
    }
}
