namespace Campaigns.Local.MailRoom.Faults;

/// <summary>What becomes of a message after it was accepted, and so which events the webhook tells.</summary>
public enum Fate
{
    /// <summary>processed, delivered.</summary>
    Delivered,

    /// <summary>processed, bounce.</summary>
    Bounced,

    /// <summary>processed, deferred, and later delivered.</summary>
    Deferred,

    /// <summary>Accepted and never heard of again.</summary>
    Dropped,

    /// <summary>processed, delivered: each several times, in the wrong order, some under another event id.</summary>
    Repeated,
}
