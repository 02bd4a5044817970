using System.Collections.Frozen;
using System.Text.Json;

namespace Campaigns.Mail;

/// <summary>What an outbox row holds, sealed: to whom, and the message by its kind (the type's name) and content.</summary>
/// <param name="Key">Comes back with every event of the mail service, as the custom argument <see cref="Argument"/>; null: nobody asks.</param>
/// <param name="Discard">Written only so that the work is the same as for a message that is sent; the sender drops it unsent.</param>
internal sealed record Envelope(string To, string Kind, JsonElement Content, bool Discard, string? Key = null)
{
    public const string Argument = "invitation";

    static readonly FrozenDictionary<string, Type> Kinds = typeof(Message).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Message)) && !type.IsAbstract).ToFrozenDictionary(type => type.Name);

    public static Envelope Of(string to, Message message, bool discard, string? key = null) =>
        new(to, message.GetType().Name, JsonSerializer.SerializeToElement(message, message.GetType()), discard, key);

    /// <exception cref="InvalidOperationException">A kind that this version does not know.</exception>
    public Message Message() => Kinds.TryGetValue(Kind, out var type) && Content.Deserialize(type) is Message message
        ? message
        : throw new InvalidOperationException($"There is no message of the kind {Kind}.");
}
