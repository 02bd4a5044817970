namespace Campaigns.Letters;

/// <summary>Takes SendGrid's event webhook: checks the signature, then moves ledger rows forward. Twice or out of order is harmless.</summary>
public sealed class DeliveryEvents
{
    /// <param name="signature">Header <c>X-Twilio-Email-Event-Webhook-Signature</c>.</param>
    /// <param name="timestamp">Header <c>X-Twilio-Email-Event-Webhook-Timestamp</c>, Unix seconds.</param>
    public Task<DeliveryEventsResult> TakeAsync(ReadOnlyMemory<byte> body, string? signature, string? timestamp, CancellationToken cancellation = default) => throw new NotImplementedException();
}

public enum DeliveryEventsResult { Taken, BadSignature, BadBody }
