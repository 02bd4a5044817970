using System.Collections.Immutable;

namespace Campaigns.Functions.Operators.History;

/// <summary>What kind of thing an orchestration did, or was done to it. Names appear in lower case in addresses and JSON.</summary>
public enum ActKind
{
    Activity, Timer,
    /// <summary>A sub-orchestration.</summary>
    Child,
    /// <summary>An event from outside, or one that was sent.</summary>
    Event,
    /// <summary>Started, suspended, ended ...</summary>
    Run,
}

/// <summary>What became of it.</summary>
public enum ActOutcome
{
    /// <summary>Nothing can become of it: it is a fact.</summary>
    Noted,
    Done, Failed, Waiting,
    /// <summary>A timer that lost against an event; the orchestration went on without it.</summary>
    Cancelled,
    /// <summary>The orchestration ended before an answer came.</summary>
    Left,
}

/// <summary>One try of an activity or sub-orchestration.</summary>
/// <param name="EndedAt">Null: no answer yet.</param>
/// <param name="Said">Why it failed; null when it did not.</param>
public sealed record ActTry(DateTimeOffset At, DateTimeOffset? EndedAt, string? Said);

/// <summary>Something that was asked for, together with its answer and with the tries before; or a fact by itself. Instants are UTC.</summary>
/// <param name="Event">The provider's EventType of what began it.</param>
/// <param name="Until">When a timer fires.</param>
/// <param name="Said">Why it failed, or how it ended.</param>
public sealed record HistoryAct(ActKind Kind, string Event, string Name, DateTimeOffset At, DateTimeOffset? EndedAt, ActOutcome Outcome, DateTimeOffset? Until, string? Said)
{
    /// <summary>The sub-orchestration's instance.</summary>
    public string? Child { get; init; }
    /// <summary>JSON as stored: shown through <see cref="HistoryPayload"/> only.</summary>
    public string? Input { get; init; }
    public string? Result { get; init; }
    /// <summary>All tries, the first first; empty where nothing was tried again.</summary>
    public ImmutableArray<ActTry> Tries { get; init; } = [];

    /// <summary>It failed at least once.</summary>
    public bool HasFailed => Outcome == ActOutcome.Failed || Tries.Any(one => one.Said is not null);

    /// <summary>From the first try to the last answer.</summary>
    public TimeSpan? Took => EndedAt - At;
}
