using System.Text.Json.Serialization;

namespace SendGrid.Helpers.Mail;

/// <summary>One request to mail/send: a message and up to 1,000 envelopes for it.</summary>
public partial class SendGridMessage
{
    /// <summary>Sender.</summary>
    [JsonPropertyName("from")]
    public EmailAddress? From { get; set; }

    /// <summary>Subject of every envelope that has none of its own.</summary>
    [JsonPropertyName("subject")]
    public string? Subject { get; set; }

    /// <summary>The envelopes.</summary>
    [JsonPropertyName("personalizations")]
    public List<Personalization>? Personalizations { get; set; }

    /// <summary>The text in its forms. Replaced on sending when <see cref="PlainTextContent"/> or <see cref="HtmlContent"/> is set.</summary>
    [JsonPropertyName("content")]
    public List<Content>? Contents { get; set; }

    /// <summary>The text as plain text.</summary>
    [JsonIgnore]
    public string? PlainTextContent { get; set; }

    /// <summary>The text as HTML.</summary>
    [JsonIgnore]
    public string? HtmlContent { get; set; }

    /// <summary>Files.</summary>
    [JsonPropertyName("attachments")]
    public List<Attachment>? Attachments { get; set; }

    /// <summary>Mail headers of every envelope.</summary>
    [JsonPropertyName("headers")]
    public Dictionary<string, string>? Headers { get; set; }

    /// <summary>Words by which SendGrid groups its statistics.</summary>
    [JsonPropertyName("categories")]
    public List<string>? Categories { get; set; }

    /// <summary>Custom arguments of every envelope. Never personal data.</summary>
    [JsonPropertyName("custom_args")]
    public Dictionary<string, string>? CustomArgs { get; set; }

    /// <summary>Settings of the sending.</summary>
    [JsonPropertyName("mail_settings")]
    public MailSettings? MailSettings { get; set; }

    /// <summary>Settings of tracking.</summary>
    [JsonPropertyName("tracking_settings")]
    public TrackingSettings? TrackingSettings { get; set; }

    /// <summary>Where answers go.</summary>
    [JsonPropertyName("reply_to")]
    public EmailAddress? ReplyTo { get; set; }

    /// <summary>Sets the sender.</summary>
    public void SetFrom(EmailAddress email) => From = email;

    /// <summary>Sets the sender.</summary>
    public void SetFrom(string email, string? name = null) => From = new EmailAddress(email, name);

    /// <summary>Sets where answers go.</summary>
    public void SetReplyTo(EmailAddress email) => ReplyTo = email;

    /// <summary>Sets the subject of every envelope that has none of its own.</summary>
    public void SetGlobalSubject(string subject) => Subject = subject;

    /// <summary>Adds one form of the text.</summary>
    public void AddContent(string mimeType, string text) => (Contents ??= []).Add(new Content(mimeType, text));

    /// <summary>Adds forms of the text.</summary>
    public void AddContents(List<Content> contents) => (Contents ??= []).AddRange(contents);

    /// <summary>Adds a mail header to every envelope.</summary>
    public void AddGlobalHeader(string key, string value) => (Headers ??= []).Add(key, value);

    /// <summary>Adds a custom argument to every envelope.</summary>
    public void AddGlobalCustomArg(string key, string value) => (CustomArgs ??= []).Add(key, value);

    /// <summary>Adds a category.</summary>
    public void AddCategory(string category) => (Categories ??= []).Add(category);

    /// <summary>Adds categories.</summary>
    public void AddCategories(List<string> categories) => (Categories ??= []).AddRange(categories);

    /// <summary>Adds a file.</summary>
    public void AddAttachment(Attachment attachment) => (Attachments ??= []).Add(attachment);

    /// <summary>Adds a file; one without a name or without content is left out, as officially.</summary>
    public void AddAttachment(string filename, string base64Content, string? type = null, string? disposition = null, string? content_id = null)
    {
        if (string.IsNullOrWhiteSpace(filename) || string.IsNullOrWhiteSpace(base64Content))
            return;
        AddAttachment(new Attachment { Filename = filename, Content = base64Content, Type = type, Disposition = disposition, ContentId = content_id });
    }

    /// <summary>Adds files.</summary>
    public void AddAttachments(IEnumerable<Attachment> attachments) => (Attachments ??= []).AddRange(attachments);

    /// <summary>Turns the rewriting of links on or off.</summary>
    public void SetClickTracking(bool enable, bool enableText) =>
        (TrackingSettings ??= new()).ClickTracking = new ClickTracking { Enable = enable, EnableText = enableText };

    /// <summary>Turns the invisible picture on or off.</summary>
    public void SetOpenTracking(bool enable, string? substitutionTag = null) =>
        (TrackingSettings ??= new()).OpenTracking = new OpenTracking { Enable = enable, SubstitutionTag = substitutionTag };

    /// <summary>Turns SendGrid's own link to end messages on or off.</summary>
    public void SetSubscriptionTracking(bool enable, string? html = null, string? text = null, string? substitutionTag = null) =>
        (TrackingSettings ??= new()).SubscriptionTracking = new SubscriptionTracking { Enable = enable, Html = html, Text = text, SubstitutionTag = substitutionTag };

    /// <summary>Checks the request and sends nothing.</summary>
    public void SetSandBoxMode(bool enable) => (MailSettings ??= new()).SandboxMode = new SandboxMode { Enable = enable };
}
