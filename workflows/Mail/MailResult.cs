namespace Campaigns.Mail;

/// <summary>What became of one request to the mail service.</summary>
public abstract record MailResult
{
    public sealed record Accepted(string MessageId) : MailResult;
    /// <summary>Refused for good: sending the same again would be refused again.</summary>
    public sealed record Rejected(string Reason) : MailResult;
    /// <summary>Certainly not accepted; may be tried again, after <paramref name="After"/> where the service named a time.</summary>
    public sealed record Busy(string Reason, TimeSpan? After) : MailResult;
    /// <summary>No answer, or one from a gateway: the message may have been accepted.</summary>
    public sealed record Unknown(string Reason) : MailResult;
}
