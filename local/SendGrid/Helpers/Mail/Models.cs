using System.Text.Json.Serialization;

namespace SendGrid.Helpers.Mail;

/// <summary>An address, with the name a reader sees.</summary>
public class EmailAddress
{
    /// <summary>An address to be filled in.</summary>
    public EmailAddress()
    {
    }

    /// <summary>An address and its name.</summary>
    public EmailAddress(string? email, string? name = null)
    {
        Email = email;
        Name = name;
    }

    /// <summary>Name.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; set; }

    /// <summary>Address.</summary>
    [JsonPropertyName("email")]
    public string? Email { get; set; }
}

/// <summary>One form of the message's text.</summary>
public class Content
{
    /// <summary>Content to be filled in.</summary>
    public Content()
    {
    }

    /// <summary>Content of a MIME type.</summary>
    public Content(string? type, string? value)
    {
        Type = type;
        Value = value;
    }

    /// <summary>MIME type, see <see cref="MimeType"/>.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; set; }

    /// <summary>Text.</summary>
    [JsonPropertyName("value")]
    public string? Value { get; set; }
}

/// <summary>A file that goes with the message.</summary>
public class Attachment
{
    /// <summary>The bytes in base64.</summary>
    [JsonPropertyName("content")]
    public string? Content { get; set; }

    /// <summary>MIME type.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; set; }

    /// <summary>File name.</summary>
    [JsonPropertyName("filename")]
    public string? Filename { get; set; }

    /// <summary>"attachment" or "inline".</summary>
    [JsonPropertyName("disposition")]
    public string? Disposition { get; set; }

    /// <summary>Id by which HTML refers to an inline file.</summary>
    [JsonPropertyName("content_id")]
    public string? ContentId { get; set; }
}
