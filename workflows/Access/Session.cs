using Campaigns.Networks;

namespace Campaigns.Access;

/// <summary>A watcher sees what an operator of the whole installation sees, and does nothing. Who is an operator, too, is no watcher.</summary>
[Flags]
public enum Roles { None = 0, Coordinator = 1, Operator = 2, Watcher = 4 }

/// <summary>Who is signed in. <see cref="SessionId"/> is the keyed hash of the cookie's secret, for form tokens.</summary>
public sealed record Session(string SessionId, string Email, Roles Roles, string Language)
{
    /// <summary>The campaigns that this person sees at the desk.</summary>
    public NetworkScope Desk { get; init; } = NetworkScope.All;
    /// <summary>The campaigns that this person sees in the operator's room.</summary>
    public NetworkScope Ops { get; init; } = NetworkScope.All;
    /// <summary>When the person signed in, UTC.</summary>
    public DateTimeOffset Since { get; init; }
    /// <summary>The installation wants a second factor and this person has none yet: there is one door for them, where it is set up.</summary>
    public bool NeedsFactor { get; init; }
}

/// <summary>One of a person's sessions, as they see it.</summary>
/// <param name="Id">As <see cref="Session.SessionId"/>: opens nothing.</param>
/// <param name="Since">When they signed in, UTC.</param>
/// <param name="UsedAt">The last hour in which it was used: its beginning, UTC. More is not kept.</param>
/// <param name="Label">What the person calls it, or empty.</param>
public sealed record OpenSession(string Id, DateTimeOffset Since, DateTimeOffset UsedAt, string Label);
