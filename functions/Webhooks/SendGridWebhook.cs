using Campaigns.Letters;
using Campaigns.Letters.Alternates;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Campaigns.Functions.Webhooks;

/// <summary>SendGrid's signed event webhook. What became of a letter; nothing else is read.</summary>
public sealed class SendGridWebhook(DeliveryEvents events, AlternateLetters alternates)
{
    [Function(nameof(SendGridWebhook))]
    public async Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/sendgrid")] HttpRequest request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        if (await ReadAsync(request, cancellation) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var result = await events.TakeAsync(
            body,
            request.Headers["X-Twilio-Email-Event-Webhook-Signature"],
            request.Headers["X-Twilio-Email-Event-Webhook-Timestamp"],
            letter => alternates.TryAsync(client, letter, cancellation), // should that fail, the mail service tells it again
            cancellation);
        return result switch
        {
            DeliveryEventsResult.Taken => Results.NoContent(),
            DeliveryEventsResult.BadSignature => Results.Unauthorized(),
            _ => Results.BadRequest(),
        };
    }

    static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16_384];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > Limits.RequestBytes) return null;
        }
        return body.ToArray();
    }
}
