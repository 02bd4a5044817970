using Campaigns.Invitations;
using Campaigns.Mail;
using Campaigns.Telemetry;

namespace Campaigns.Letters;

public enum DeliveryEventsResult { Taken, BadSignature, BadBody }

/// <summary>Takes SendGrid's event webhook: checks the signature, then moves the rows of letters and invitations forward. Twice or out of order is
/// harmless.</summary>
public sealed class DeliveryEvents(LetterLedger ledger, InvitationDelivery invitations, WebhookSignature signatures)
{
    /// <param name="refused">Told of each attempt whose address was refused for good, also of one that was told before.</param>
    /// <param name="signature">Header <c>X-Twilio-Email-Event-Webhook-Signature</c>.</param>
    /// <param name="timestamp">Header <c>X-Twilio-Email-Event-Webhook-Timestamp</c>, Unix seconds.</param>
    public async Task<DeliveryEventsResult> TakeAsync(ReadOnlyMemory<byte> body, string? signature, string? timestamp, Func<LetterKey, Task> refused, CancellationToken cancellation = default)
    {
        if (!signatures.IsValid(body.Span, signature, timestamp)) return DeliveryEventsResult.BadSignature;
        if (MailEvent.Read(body) is not { } events) return DeliveryEventsResult.BadBody;
        foreach (var one in events)
        {
            if (LetterKey.Parse(one.Letter) is { } letter && StateOf(one) is { } state)
            {
                using var span = Traces.OfRound($"letter.{one.Name}", letter.CampaignId, letter.Round)?.SetTag("campaigns.addressee", letter.Addressee);
                await ledger.MoveAsync(letter, state, one.Reason, null, cancellation, one.IsRefusal);
                await ledger.FoundAsync(letter, state, one.Reason, cancellation, one.IsRefusal);
                if (one.IsRefusal) await refused(letter);
            }
            if (InvitationKey.Parse(one.Invitation) is { } invitation) await invitations.TakeAsync(invitation, one, cancellation);
        }
        return DeliveryEventsResult.Taken;
    }

    static LetterState? StateOf(MailEvent one) => one.Name switch
    {
        "processed" => LetterState.Accepted,
        "deferred" => LetterState.Deferred,
        "delivered" => LetterState.Delivered,
        "bounce" or "dropped" => LetterState.Bounced,
        _ => null,
    };
}
