using System.Text.Json;
using Campaigns.Checks;

namespace Campaigns.Letters;

public enum DeliveryEventsResult { Taken, BadSignature, BadBody }

/// <summary>Takes SendGrid's event webhook: checks the signature, then moves ledger rows forward. Twice or out of order is harmless.</summary>
public sealed class DeliveryEvents(LetterLedger ledger, WebhookSignature signatures)
{
    /// <param name="signature">Header <c>X-Twilio-Email-Event-Webhook-Signature</c>.</param>
    /// <param name="timestamp">Header <c>X-Twilio-Email-Event-Webhook-Timestamp</c>, Unix seconds.</param>
    public async Task<DeliveryEventsResult> TakeAsync(ReadOnlyMemory<byte> body, string? signature, string? timestamp, CancellationToken cancellation = default)
    {
        if (!signatures.IsValid(body.Span, signature, timestamp)) return DeliveryEventsResult.BadSignature;
        if (Parse(body) is not { } events) return DeliveryEventsResult.BadBody;
        foreach (var (key, state, reason) in events)
        {
            await ledger.MoveAsync(key, state, reason, null, cancellation);
            await ledger.FoundAsync(key, state, reason, cancellation);
        }
        return DeliveryEventsResult.Taken;
    }

    static List<(LetterKey, LetterState, string?)>? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Array) return null;
            var events = new List<(LetterKey, LetterState, string?)>();
            foreach (var item in document.RootElement.EnumerateArray())
                if (item.ValueKind == JsonValueKind.Object && LetterKey.Parse(Text(item, LetterKey.Argument)) is { } key && State(item) is { } state)
                    events.Add((key, state, Reason(item)));
            return events;
        }
        // A half character in a name or a text is found only when that is read.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    static LetterState? State(JsonElement item) => Text(item, "event") switch
    {
        "processed" => LetterState.Accepted,
        "deferred" => LetterState.Deferred,
        "delivered" => LetterState.Delivered,
        "bounce" or "dropped" => LetterState.Bounced,
        _ => null,
    };

    const int LongestReason = 300;

    /// <summary>The receiving system's words, cut and without what no page can show: they belong on a board, not in a book.</summary>
    static string? Reason(JsonElement item)
    {
        if ((Text(item, "reason") ?? Text(item, "response")) is not { } reason) return null;
        var shown = string.Concat(reason.Select(c => SingleLine.IsForbidden(c) || char.IsSurrogate(c) ? ' ' : c));
        return shown.Length > LongestReason ? shown[..LongestReason] : shown;
    }

    static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
