using System.Net.Http.Headers;

namespace SendGrid;

/// <summary>Options of <see cref="SendGridClient"/>.</summary>
public class SendGridClientOptions : BaseClientOptions
{
    string? apiKey;

    /// <summary>The API key, sent as a bearer token. Empty is refused with <see cref="ArgumentNullException"/>.</summary>
    public string? ApiKey
    {
        get => apiKey;
        set
        {
            if (string.IsNullOrWhiteSpace(value))
                throw new ArgumentNullException(nameof(value), "An API key is required.");
            apiKey = value;
            Auth = new AuthenticationHeaderValue("Bearer", value);
        }
    }
}
