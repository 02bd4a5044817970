using System.Text.Json.Serialization;

namespace SendGrid.Helpers.Mail;

/// <summary>What SendGrid does to a message to learn what its reader does.</summary>
public class TrackingSettings
{
    /// <summary>Rewriting of links.</summary>
    [JsonPropertyName("click_tracking")]
    public ClickTracking? ClickTracking { get; set; }

    /// <summary>An invisible picture.</summary>
    [JsonPropertyName("open_tracking")]
    public OpenTracking? OpenTracking { get; set; }

    /// <summary>A link to end messages that SendGrid adds, with headers and a list of its own.</summary>
    [JsonPropertyName("subscription_tracking")]
    public SubscriptionTracking? SubscriptionTracking { get; set; }
}

/// <summary>A link to end messages that SendGrid adds.</summary>
public class SubscriptionTracking
{
    /// <summary>On or off.</summary>
    [JsonPropertyName("enable")]
    public bool Enable { get; set; }

    /// <summary>What stands at the end, as HTML.</summary>
    [JsonPropertyName("html")]
    public string? Html { get; set; }

    /// <summary>What stands at the end, as plain text.</summary>
    [JsonPropertyName("text")]
    public string? Text { get; set; }

    /// <summary>Where the link goes; null: at the end.</summary>
    [JsonPropertyName("substitution_tag")]
    public string? SubstitutionTag { get; set; }
}

/// <summary>Rewriting of links.</summary>
public class ClickTracking
{
    /// <summary>In HTML.</summary>
    [JsonPropertyName("enable")]
    public bool? Enable { get; set; }

    /// <summary>In plain text.</summary>
    [JsonPropertyName("enable_text")]
    public bool? EnableText { get; set; }
}

/// <summary>An invisible picture that reports when a message is opened.</summary>
public class OpenTracking
{
    /// <summary>On or off.</summary>
    [JsonPropertyName("enable")]
    public bool? Enable { get; set; }

    /// <summary>Where the picture goes; null: at the end.</summary>
    [JsonPropertyName("substitution_tag")]
    public string? SubstitutionTag { get; set; }
}

/// <summary>Settings of the sending itself.</summary>
public class MailSettings
{
    /// <summary>Checks the request and sends nothing.</summary>
    [JsonPropertyName("sandbox_mode")]
    public SandboxMode? SandboxMode { get; set; }
}

/// <summary>Checks the request and sends nothing.</summary>
public class SandboxMode
{
    /// <summary>On or off.</summary>
    [JsonPropertyName("enable")]
    public bool? Enable { get; set; }
}
