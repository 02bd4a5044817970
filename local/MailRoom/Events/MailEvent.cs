namespace Campaigns.Local.MailRoom.Events;

/// <summary>An event that the webhook has still to tell.</summary>
/// <param name="Key">Names the event across restarts; the same for a copy of it only when the copy is a separate event to be told.</param>
/// <param name="Due">When it may be told at the earliest.</param>
/// <param name="Json">The object, in UTF-8.</param>
/// <param name="Attempts">Posts that failed.</param>
/// <param name="Refusals">Those of them that the app answered, and not with 2xx.</param>
sealed record MailEvent(string Key, DateTimeOffset Due, DateTimeOffset First, byte[] Json, int Attempts = 0, int Refusals = 0);
