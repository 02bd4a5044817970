using System.Net.Http.Headers;
using SendGrid.Helpers.Reliability;

namespace SendGrid;

/// <summary>Where a client finds the API and how it introduces itself.</summary>
public class BaseClientOptions
{
    /// <summary>Retries. There are none, which is the official default too.</summary>
    public ReliabilitySettings ReliabilitySettings { get; set; } = new();

    /// <summary>Scheme, host and port of the API.</summary>
    public string Host { get; set; } = "https://api.sendgrid.com";

    /// <summary>Headers added to every request.</summary>
    public Dictionary<string, string> RequestHeaders { get; set; } = [];

    /// <summary>First segment of every path.</summary>
    public string? Version { get; set; } = "v3";

    /// <summary>Path of the resource when a call names none.</summary>
    public string? UrlPath { get; set; }

    /// <summary>The Authorization header of every request.</summary>
    public AuthenticationHeaderValue? Auth { get; set; }
}
