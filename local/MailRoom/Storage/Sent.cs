using System.Text.Json;
using System.Text.Json.Serialization;
using Campaigns.Local.MailRoom.Faults;

namespace Campaigns.Local.MailRoom.Storage;

/// <summary>One line of the journal: either a request that was accepted, or the moment the inbox was emptied.</summary>
sealed record JournalLine(Sent? Sent = null, bool Emptied = false)
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    public static JournalLine Parse(ReadOnlySpan<byte> line) =>
        JsonSerializer.Deserialize<JournalLine>(line, Options) ?? throw new InvalidDataException("An empty line in the journal of messages.");
}

/// <summary>An accepted request: what its messages share, and the messages.</summary>
sealed record Sent(
    string Id,
    DateTimeOffset At,
    string? Text,
    string? Html,
    Mailbox? ReplyTo,
    IReadOnlyList<string> Categories,
    IReadOnlyList<StoredFile> Files,
    IReadOnlyList<Envelope> Envelopes)
{
    /// <summary>Id of a message: the X-Message-Id of its request and its place there. Also its <c>sg_message_id</c>.</summary>
    public string MessageId(int place) => $"{Id}.mailroom-{place}";
}

/// <summary>One personalization, with the request's own values merged in.</summary>
sealed record Envelope(
    Mailbox From,
    IReadOnlyList<Mailbox> To,
    IReadOnlyList<Mailbox> Cc,
    IReadOnlyList<Mailbox> Bcc,
    string Subject,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> CustomArgs,
    IReadOnlyDictionary<string, string> Substitutions,
    Fate Fate)
{
    /// <summary>Everyone who gets it.</summary>
    public IEnumerable<Mailbox> Recipients => [.. To, .. Cc, .. Bcc];
}

/// <summary>An attachment, whose bytes lie in the file of attachments.</summary>
sealed record StoredFile(string Filename, string Type, string? Disposition, string? ContentId, long Offset, int Length);
