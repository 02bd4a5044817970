using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Campaigns.Telemetry;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Campaigns.Mail;

/// <summary>
/// One message to one person through SendGrid's v3 API: html and text, with nothing of the service's own in it: no tracking, no link to end messages. Never tries twice:
/// what an answer means for trying again is the caller's to decide.
/// </summary>
public sealed class Mailer(ISendGridClient client, MailHtml html, CampaignsOptions options, MailAnswers? answers = null)
{
    /// <summary>Renders a message, so that nothing is left to do but the request.</summary>
    public async Task<SendGridMessage> PrepareAsync(string to, MailContent content)
    {
        var message = new SendGridMessage();
        message.SetFrom(content.Neutral ? options.NeutralFrom : options.MailFrom, content.Neutral ? options.MailNeutralName : options.MailFromName);
        message.AddTo(to);
        message.SetSubject(content.Subject);
        message.AddContent(MimeType.Text, MailText.Render(content));
        message.AddContent(MimeType.Html, await html.RenderAsync(content));
        message.SetClickTracking(false, false);
        message.SetOpenTracking(false);
        message.SetSubscriptionTracking(false); // its links would end more than updates
        if (content.Stop is { } stop) message.AddHeaders(Unsubscribing(stop.Link));
        return message;
    }

    /// <summary>RFC 8058: mail programs show a button of their own, which posts to the link.</summary>
    static Dictionary<string, string> Unsubscribing(string link) => new() { ["List-Unsubscribe"] = $"<{link}>", ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click" };

    public async Task<MailResult> SendAsync(SendGridMessage message, CancellationToken cancellation = default)
    {
        using var span = Traces.Part("mail.send", ActivityKind.Client)?.SetTag("campaigns.recipients", message.Personalizations?.Count);
        var result = await TryAsync(message, cancellation);
        answers?.Note(result, message.Personalizations?.Count ?? 1);
        span?.SetTag("campaigns.outcome", result.GetType().Name);
        return result;
    }

    async Task<MailResult> TryAsync(SendGridMessage message, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(await client.SendEmailAsync(message, cancellation), cancellation);
        }
        catch (HttpRequestException refused) when (refused.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            return new MailResult.Busy(MailReason.NotReached.Say(), null);
        }
        catch (HttpRequestException broken)
        {
            return new MailResult.Unknown(MailReason.BrokenOff.Say(broken.HttpRequestError));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new MailResult.Unknown(MailReason.Silent.Say());
        }
    }

    /// <summary>
    /// 500 and 503 are SendGrid's own word that it failed; 502 and 504 come from something in front of it, which cannot know.
    /// </summary>
    static async Task<MailResult> ReadAsync(Response response, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode) return new MailResult.Accepted(MessageId(response));
        if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable)
            return new MailResult.Busy(MailReason.Answered.Say(status), response.Headers.RetryAfter?.Delta);
        if (status >= 500) return new MailResult.Unknown(MailReason.Answered.Say(status));
        return new MailResult.Rejected(await NamedFieldAsync(response, cancellation) is { Length: > 0 } field ? MailReason.NamedField.Say(status, field) : MailReason.Answered.Say(status));
    }

    static string MessageId(Response response) =>
        response.Headers.TryGetValues("X-Message-Id", out var values) ? values.FirstOrDefault() ?? "" : "";

    /// <summary>The field that was refused, if one is named; the message's words may repeat an address, so they are left out.</summary>
    static async Task<string?> NamedFieldAsync(Response response, CancellationToken cancellation)
    {
        try
        {
            using var body = System.Text.Json.JsonDocument.Parse(await response.Body.ReadAsStringAsync(cancellation));
            return body.RootElement.GetProperty("errors")[0].GetProperty("field").GetString();
        }
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
