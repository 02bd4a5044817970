using System.Text.Json;
using Campaigns.Checks;

namespace Campaigns.Letters;

public enum DeliveryEventsResult { Taken, BadSignature, BadBody }

/// <summary>Takes SendGrid's event webhook: checks the signature, then moves ledger rows forward. Twice or out of order is harmless.</summary>
public sealed class DeliveryEvents(LetterLedger ledger, WebhookSignature signatures)
{
    /// <param name="refused">Told of each attempt whose address was refused for good, also of one that was told before.</param>
    /// <param name="signature">Header <c>X-Twilio-Email-Event-Webhook-Signature</c>.</param>
    /// <param name="timestamp">Header <c>X-Twilio-Email-Event-Webhook-Timestamp</c>, Unix seconds.</param>
    public async Task<DeliveryEventsResult> TakeAsync(ReadOnlyMemory<byte> body, string? signature, string? timestamp, Func<LetterKey, Task> refused, CancellationToken cancellation = default)
    {
        if (!signatures.IsValid(body.Span, signature, timestamp)) return DeliveryEventsResult.BadSignature;
        if (Parse(body) is not { } events) return DeliveryEventsResult.BadBody;
        foreach (var (key, state, reason, hard) in events)
        {
            await ledger.MoveAsync(key, state, reason, null, cancellation, hard);
            await ledger.FoundAsync(key, state, reason, cancellation, hard);
            if (hard) await refused(key);
        }
        return DeliveryEventsResult.Taken;
    }

    static List<(LetterKey, LetterState, string?, bool)>? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Array) return null;
            var events = new List<(LetterKey, LetterState, string?, bool)>();
            foreach (var item in document.RootElement.EnumerateArray())
                if (item.ValueKind == JsonValueKind.Object && LetterKey.Parse(Text(item, LetterKey.Argument)) is { } key && State(item) is { } state)
                    events.Add((key, state, Reason(item), IsHard(item)));
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

    /// <summary>The address is refused, and not only this message: SendGrid calls a bounce of the latter kind <c>blocked</c>. What it dropped it did not even try.</summary>
    static bool IsHard(JsonElement item) => Text(item, "event") is "dropped" or "bounce" && Text(item, "type") != "blocked";

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
