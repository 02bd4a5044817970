using System.Text.Json.Serialization;
using Campaigns.Local.MailRoom.Faults;

namespace Campaigns.Local.MailRoom;

/// <summary>A message as its reader gets it, substitutions done.</summary>
/// <param name="Id">X-Message-Id of its request, a dot, and its place in the request; equals <c>sg_message_id</c> in webhook events.</param>
/// <param name="To">Address; several are joined by ", ".</param>
/// <param name="From">Address.</param>
/// <param name="ReceivedAt">UTC.</param>
public sealed record MailMessage(
    string Id,
    string To,
    string From,
    string Subject,
    string? Text,
    string? Html,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> CustomArgs,
    IReadOnlyList<MailAttachment> Attachments,
    DateTimeOffset ReceivedAt)
{
    /// <summary>The recipients with their names.</summary>
    public required IReadOnlyList<Mailbox> Recipients { get; init; }

    /// <summary>The copies.</summary>
    public required IReadOnlyList<Mailbox> Cc { get; init; }

    /// <summary>The sender with its name.</summary>
    public required Mailbox Sender { get; init; }

    /// <summary>Where answers go, when not to the sender.</summary>
    public Mailbox? ReplyTo { get; init; }

    /// <summary>What becomes of it.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<Fate>))]
    public Fate Fate { get; init; }
}

/// <summary>An address and its name.</summary>
public sealed record Mailbox(string Email, string? Name = null);

/// <summary>An attachment; its bytes are behind <paramref name="Href"/>, a path on the mail room.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="ContentId">The id by which the HTML shows it.</param>
public sealed record MailAttachment(string Filename, string Type, string Href, int Length, string? ContentId = null);
