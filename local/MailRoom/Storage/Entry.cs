using Campaigns.Local.MailRoom.Faults;

namespace Campaigns.Local.MailRoom.Storage;

/// <summary>What memory holds of a message: enough to list and to find it.</summary>
sealed record Entry(
    string Id, string To, string Sender, string Subject, DateTimeOffset At, int Files, Fate Fate, Journal.Span Span, int Place, int Generation)
{
    public static IEnumerable<Entry> Of(Sent sent, Journal.Span span, int generation) => sent.Envelopes.Select((envelope, place) => new Entry(
        sent.MessageId(place),
        string.Join(", ", envelope.Recipients.Select(recipient => recipient.Email)),
        envelope.From.Name is { Length: > 0 } name ? name : envelope.From.Email,
        Reading.Substituted(envelope.Subject, envelope.Substitutions),
        sent.At,
        sent.Files.Count,
        envelope.Fate,
        span,
        place,
        generation));

    public bool Reaches(string address) =>
        To.Split(", ").Contains(address, StringComparer.OrdinalIgnoreCase);
}
