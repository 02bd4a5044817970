using System.Text.Json.Serialization;

namespace Campaigns;

/// <summary>The newest update to signatories, as the campaign's row holds it; its texts have rows of their own.</summary>
/// <param name="Number">From 1.</param>
/// <param name="WrittenAt">UTC. Who had asked for updates by then gets it.</param>
/// <param name="Mark">Keyed hash of the texts: sent twice, they are one update.</param>
/// <param name="SentAt">When everybody's mail was in the outbox; null: that is under way.</param>
/// <param name="People">Whom it was written to.</param>
public sealed record UpdateState(int Number, DateTimeOffset WrittenAt, string Mark, DateTimeOffset? SentAt = null, int People = 0)
{
    /// <summary>From when the next one may be written. One that is under way can be replaced at once: what has not left of it stays.</summary>
    [JsonIgnore]
    public DateTimeOffset NextAt => SentAt is null ? WrittenAt : WrittenAt + Rates.Updates.Span;
}
