namespace Campaigns.Webhooks;

/// <summary>Another program's address, which is told of what happens to one campaign; with how far the telling has come.</summary>
/// <param name="Address">Absolute, https. May hold a secret of the receiver, so it is sealed.</param>
/// <param name="Told">What the receiver has acknowledged.</param>
/// <param name="Pending">The event that is being told, exactly as it is sent each time; null when all is told.</param>
/// <param name="Attempts">To tell the pending one.</param>
/// <param name="NextAt">Not to be tried before; null: at once.</param>
/// <param name="GivenUpAt">Tried as often as the plan says; waits until somebody sets the address again.</param>
public sealed record Webhook(string Address, Told Told, WebhookEvent? Pending = null, int Attempts = 0, DateTimeOffset? NextAt = null, DateTimeOffset? GivenUpAt = null);

/// <summary>What a receiver knows.</summary>
/// <param name="Signatures">Organisations and individuals together.</param>
/// <param name="Events">Events so far; makes the next one's id.</param>
public sealed record Told(int Signatures = 0, bool Closed = false, bool Dispatched = false, int Events = 0);

/// <summary>One thing that happened. Says numbers only: who signed is nobody's business but the list's.</summary>
/// <param name="Id">The same however often it is sent.</param>
/// <param name="Type">campaign.signed, campaign.closed or campaign.dispatched.</param>
/// <param name="Body">UTF-8 JSON.</param>
public sealed record WebhookEvent(string Id, string Type, string Body, Told After);

/// <summary>One attempt, for the log.</summary>
/// <param name="Number">Of the attempts to tell this event, from 1.</param>
/// <param name="Status">HTTP's; 0 when there was no answer.</param>
public sealed record WebhookAttempt(DateTimeOffset At, string Event, string Id, int Number, int Status);
