namespace SendGrid;

/// <summary>A client that signs in with an API key.</summary>
public class SendGridClient : BaseClient
{
    /// <summary>A client with an <see cref="HttpClient"/> of its own.</summary>
    public SendGridClient(SendGridClientOptions options) : base(options)
    {
    }

    /// <summary>A client on the given <see cref="HttpClient"/>, whose time-out and handlers then count.</summary>
    public SendGridClient(HttpClient httpClient, SendGridClientOptions options) : base(httpClient, options)
    {
    }
}
