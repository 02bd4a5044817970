using System.Text.Json;
using Campaigns.Checks;

namespace Campaigns.Mail;

/// <summary>One event of the mail service's webhook: what became of a message to one person.</summary>
/// <param name="Name">processed, deferred, delivered, bounce, dropped, and others that nobody here asks for.</param>
/// <param name="IsBlocked">Of a bounce: refused this time, and not for good.</param>
/// <param name="Letter">The custom argument that letters are sent with; null: it is none.</param>
/// <param name="Invitation">That of invitations and reminders.</param>
/// <param name="Reason">The receiving system's words, cut and without what no page can show; null: none.</param>
public sealed record MailEvent(string Name, bool IsBlocked, string? Reason, string? Letter, string? Invitation)
{
    const int LongestReason = 300;

    /// <summary>The address is refused, and not only this message. What the mail service dropped it did not even try.</summary>
    public bool IsRefusal => Name is "bounce" or "dropped" && !IsBlocked;

    /// <returns>Null: no list of events.</returns>
    public static IReadOnlyList<MailEvent>? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Array) return null;
            return [.. document.RootElement.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(Of).OfType<MailEvent>()];
        }
        // A half character in a name or a text is found only when that is read.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    static MailEvent? Of(JsonElement item) => Text(item, "event") is { } name
        ? new(name, name == "bounce" && Text(item, "type") == "blocked", ReasonOf(item), Text(item, Campaigns.Letters.LetterKey.Argument), Text(item, Envelope.Argument))
        : null;

    /// <summary>They belong on a board, not in a book.</summary>
    static string? ReasonOf(JsonElement item)
    {
        if ((Text(item, "reason") ?? Text(item, "response")) is not { } reason) return null;
        var shown = string.Concat(reason.Select(c => SingleLine.IsForbidden(c) || char.IsSurrogate(c) ? ' ' : c));
        return shown.Length > LongestReason ? shown[..LongestReason] : shown;
    }

    static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
