using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Campaigns.Signatures;

namespace Campaigns;

/// <summary>
/// A round of letters before the one at the close: when it leaves, to whom, and what the list was then. Instants are UTC. No personal data.
/// </summary>
/// <param name="Name">As the coordinator called it; empty for the letters that leave under embargo.</param>
/// <param name="Chosen">ISO 8601 duration from the opening, or empty where a time was given.</param>
/// <param name="DueAt">Null: it leaves when the letters of the campaign are approved, before the end of the embargo.</param>
public sealed record RoundPlan(string Name, string Chosen, DateTimeOffset? DueAt)
{
    /// <summary>Numbers of the addressees; empty: all.</summary>
    public ImmutableArray<int> To { get; init; } = [];
    /// <summary>It does not wait for the end of the embargo: its letters say that they are under embargo.</summary>
    public bool UnderEmbargo { get; init; }
    /// <summary>When a person was asked to approve it.</summary>
    public DateTimeOffset? AskedAt { get; init; }
    public DateTimeOffset? ApprovedAt { get; init; }
    /// <summary>The moment whose list its letters carry.</summary>
    public DateTimeOffset? BegunAt { get; init; }
    /// <summary>What was counted at that moment.</summary>
    public Count? Count { get; init; }
    /// <summary>The fingerprint of the list as it stood then.</summary>
    public ListSeal? List { get; init; }
    /// <summary>When each of its letters had its outcome.</summary>
    public DateTimeOffset? SentAt { get; init; }
    /// <summary>When a person, or the close of the campaign, took it out of the plan.</summary>
    public DateTimeOffset? SkippedAt { get; init; }

    /// <summary>Goes to those whom the embargo excepts, as soon as the letters are approved.</summary>
    [JsonIgnore]
    public bool IsEarly => DueAt is null;

    /// <summary>Whether it is still to leave.</summary>
    [JsonIgnore]
    public bool IsAhead => BegunAt is null && SkippedAt is null;

    /// <summary>Whether a person was asked and has not answered.</summary>
    [JsonIgnore]
    public bool IsWaiting => IsAhead && AskedAt is not null && ApprovedAt is null;

    public bool Goes(int addressee) => To.IsEmpty || To.Contains(addressee);
}
