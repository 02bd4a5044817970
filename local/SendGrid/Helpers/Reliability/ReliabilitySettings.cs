namespace SendGrid.Helpers.Reliability;

/// <summary>
/// How often a request is repeated by the client itself: never. SendGrid has no idempotency key, so a repeated request may be a second
/// mail; whoever sends decides on repeating. The official constructor that sets retries is absent.
/// </summary>
public class ReliabilitySettings
{
    /// <summary>0.</summary>
    public int MaximumNumberOfRetries { get; }
}
