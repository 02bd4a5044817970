using System.Text.Encodings.Web;
using System.Text.Json;

namespace Campaigns.Signatures.Proof;

/// <summary>How receipts and lists are written and read.</summary>
public static class ProofJson
{
    /// <summary>Indented, names as they are (it is never put into a page).</summary>
    public static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The same on one line, for lists that may be long.</summary>
    public static readonly JsonSerializerOptions Compact = new(Written) { WriteIndented = false };

    /// <summary>As <see cref="Compact"/>, with a null where there is no value: every line of a table has the same names.</summary>
    public static readonly JsonSerializerOptions Lines = new(Compact) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.Never };

    static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false, // two readers of one receipt must not see two names
    };

    /// <summary>What stands between the first and the last brace: a receipt may come as it was printed, with words around it.</summary>
    internal static T? Read<T>(string text) where T : class
    {
        var (start, end) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        if (start < 0 || end < start) return null;
        try
        {
            return JsonSerializer.Deserialize<T>(text.AsSpan(start, end - start + 1), Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>False also for null: the reader's checks do not look at the elements of arrays.</summary>
    internal static bool IsHex(string? text, int bytes) => text?.Length == 2 * bytes && text.All(char.IsAsciiHexDigitLower);
}
