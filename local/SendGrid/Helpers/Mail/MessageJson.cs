using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace SendGrid.Helpers.Mail;

/// <summary>A message as the body of mail/send: names as in the v3 API, no nulls, markup escaped, other scripts as they are.</summary>
static class MessageJson
{
    static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string Write(SendGridMessage message)
    {
        message.Contents = Ordered(message);
        message.PlainTextContent = null;
        message.HtmlContent = null;
        foreach (var envelope in message.Personalizations ?? [])
        {
            envelope.Tos = Distinct(envelope.Tos);
            envelope.Ccs = Distinct(envelope.Ccs);
            envelope.Bccs = Distinct(envelope.Bccs);
        }
        return JsonSerializer.Serialize(message, Options);
    }

    /// <summary>SendGrid refuses a message whose plain text does not come first and whose HTML does not come next.</summary>
    static List<Content>? Ordered(SendGridMessage message)
    {
        if (message.PlainTextContent is null && message.HtmlContent is null)
            return message.Contents is { Count: > 0 } own ? [.. own.OrderBy(Rank)] : message.Contents;
        List<Content> contents = [];
        if (message.PlainTextContent is { } text)
            contents.Add(new Content(MimeType.Text, text));
        if (message.HtmlContent is { } html)
            contents.Add(new Content(MimeType.Html, html));
        return contents;
    }

    static int Rank(Content content) => content.Type == MimeType.Text ? 0 : content.Type == MimeType.Html ? 1 : 2;

    /// <summary>SendGrid refuses an address twice on one envelope, so the official client drops repeats without a word.</summary>
    static List<EmailAddress>? Distinct(List<EmailAddress>? addresses) =>
        addresses is null ? null : [.. addresses.DistinctBy(a => a.Email, StringComparer.OrdinalIgnoreCase)];
}
