using System.Security.Cryptography;
using System.Text;
using Campaigns.Letters.Replies.Inbound;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Campaigns.Functions.Webhooks;

/// <summary>
/// SendGrid's Inbound Parse: mails to our reply addresses. SendGrid signs none of them, so the address holds a secret of the settings (another is 404). Whatever is not
/// taken is answered 200 all the same, because it would come again for three days; it is counted, and the log says why.
/// </summary>
public sealed class InboundWebhook(InboundReplies replies, CampaignsOptions options, ILogger<InboundWebhook> log)
{
    [Function(nameof(InboundWebhook))]
    public async Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/inbound/{secret}")] HttpRequest request, string secret, CancellationToken cancellation)
    {
        if (!IsOurs(secret)) return Results.NotFound();
        var result = InboundReplies.Count(await TakeAsync(request, cancellation));
        if (result is not (InboundResult.Taken or InboundResult.Known)) log.LogWarning("A mail that was handed over was not taken: {Result}.", result);
        return Results.Ok();
    }

    async Task<InboundResult> TakeAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await InboundForm.ReadAsync(request, cancellation) is { } mail ? await replies.TakeAsync(mail, cancellation) : InboundResult.Unreadable;
        }
        catch (BadHttpRequestException refused)
        {
            return refused.StatusCode == StatusCodes.Status413PayloadTooLarge ? InboundResult.TooLarge : InboundResult.Unreadable;
        }
    }

    bool IsOurs(string secret) => options.InboundSecret.Length > 0
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(secret)), SHA256.HashData(Encoding.UTF8.GetBytes(options.InboundSecret)));
}
