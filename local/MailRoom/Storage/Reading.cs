namespace Campaigns.Local.MailRoom.Storage;

/// <summary>Turns what is stored into what a reader sees.</summary>
static class Reading
{
    public static MailMessage Of(Sent sent, int place)
    {
        var envelope = sent.Envelopes[place];
        var id = sent.MessageId(place);
        return new MailMessage(
            id,
            string.Join(", ", envelope.To.Select(recipient => recipient.Email)),
            envelope.From.Email,
            Substituted(envelope.Subject, envelope.Substitutions),
            sent.Text is { } text ? Substituted(text, envelope.Substitutions) : null,
            sent.Html is { } html ? Substituted(html, envelope.Substitutions) : null,
            envelope.Headers,
            envelope.CustomArgs,
            [.. sent.Files.Select((file, n) => new MailAttachment(file.Filename, file.Type, $"/messages/{id}/attachments/{n}", file.Length, file.ContentId))],
            sent.At)
        {
            Recipients = envelope.To,
            Cc = envelope.Cc,
            Sender = envelope.From,
            ReplyTo = sent.ReplyTo,
            Fate = envelope.Fate,
        };
    }

    /// <summary>Long tags first, so that "-name-" does not eat a part of "-name-long-".</summary>
    public static string Substituted(string text, IReadOnlyDictionary<string, string> substitutions)
    {
        foreach (var (tag, value) in substitutions.OrderByDescending(pair => pair.Key.Length))
            text = text.Replace(tag, value, StringComparison.Ordinal);
        return text;
    }
}
