using System.Text.Json;
using System.Text.Json.Serialization;

namespace Campaigns.Local.MailRoom.Sending;

/// <summary>The body of POST /v3/mail/send, as it came.</summary>
sealed record SendRequest
{
    static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public List<Person?>? Personalizations { get; init; }
    public Address? From { get; init; }
    public Address? ReplyTo { get; init; }
    public string? Subject { get; init; }
    public List<Part?>? Content { get; init; }
    public List<FilePart?>? Attachments { get; init; }
    public Dictionary<string, string?>? Headers { get; init; }
    public Dictionary<string, string?>? CustomArgs { get; init; }
    public List<string?>? Categories { get; init; }
    public Settings? MailSettings { get; init; }
    public JsonElement? TrackingSettings { get; init; }

    /// <summary>What SendGrid knows and the mail room does not, and what is no field at all.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; init; }

    public bool IsSandboxed => MailSettings?.SandboxMode?.Enable == true;

    /// <summary>Reads a body; an error names the field that holds the wrong kind of value.</summary>
    public static (SendRequest? Request, ApiError? Error) Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<SendRequest>(body, Options) is { } request ? (request, null) : (null, new ApiError("Bad Request", null));
        }
        catch (JsonException e)
        {
            var field = e.Path is { Length: > 2 } path ? path[2..].Replace("[", ".").Replace("]", "") : null;
            return (null, new ApiError(field is null ? "Bad Request" : "This field holds another kind of value than it should.", field));
        }
    }

    internal sealed record Address(string? Email, string? Name);

    internal sealed record Part(string? Type, string? Value);

    internal sealed record FilePart(string? Content, string? Filename, string? Type, string? Disposition, string? ContentId);

    internal sealed record Settings(Sandbox? SandboxMode);

    internal sealed record Sandbox(bool? Enable);

    internal sealed record Person
    {
        public List<Address?>? To { get; init; }
        public List<Address?>? Cc { get; init; }
        public List<Address?>? Bcc { get; init; }
        public Address? From { get; init; }
        public string? Subject { get; init; }
        public Dictionary<string, string?>? Headers { get; init; }
        public Dictionary<string, string?>? CustomArgs { get; init; }
        public Dictionary<string, string?>? Substitutions { get; init; }

        [JsonExtensionData]
        public Dictionary<string, JsonElement>? Others { get; init; }

        public IEnumerable<Address?> Everyone => [.. To ?? [], .. Cc ?? [], .. Bcc ?? []];
    }
}
