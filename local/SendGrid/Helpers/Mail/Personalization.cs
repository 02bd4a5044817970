using System.Text.Json.Serialization;

namespace SendGrid.Helpers.Mail;

/// <summary>One envelope: who gets this copy of the message, and what differs in it. Its values win over the message's.</summary>
public class Personalization
{
    /// <summary>Recipients, each shown to the others.</summary>
    [JsonPropertyName("to")]
    public List<EmailAddress>? Tos { get; set; }

    /// <summary>Copies.</summary>
    [JsonPropertyName("cc")]
    public List<EmailAddress>? Ccs { get; set; }

    /// <summary>Blind copies.</summary>
    [JsonPropertyName("bcc")]
    public List<EmailAddress>? Bccs { get; set; }

    /// <summary>Sender of this copy.</summary>
    [JsonPropertyName("from")]
    public EmailAddress? From { get; set; }

    /// <summary>Subject of this copy.</summary>
    [JsonPropertyName("subject")]
    public string? Subject { get; set; }

    /// <summary>Mail headers of this copy.</summary>
    [JsonPropertyName("headers")]
    public Dictionary<string, string>? Headers { get; set; }

    /// <summary>Text to be replaced in subject and contents, and what stands there instead.</summary>
    [JsonPropertyName("substitutions")]
    public Dictionary<string, string>? Substitutions { get; set; }

    /// <summary>Values that come back with every webhook event of this copy. Never personal data.</summary>
    [JsonPropertyName("custom_args")]
    public Dictionary<string, string>? CustomArgs { get; set; }
}
