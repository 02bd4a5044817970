using Campaigns.Access;
using Campaigns.Networks;

namespace Campaigns.Functions.Entrance;

/// <summary>A coordinator or operator who was let in, or a script with the key.</summary>
/// <param name="Session">Null for a script.</param>
/// <param name="SignOutToken">For the form in the masthead.</param>
public sealed record Staff(Session? Session, string SignOutToken)
{
    public static readonly Staff Script = new(null, "");

    /// <summary>Whether they act in that role's room.</summary>
    public bool Is(Roles role) => Session is null || Session.Roles.HasFlag(role);

    /// <summary>Whether they look at that role's room, acting or not.</summary>
    public bool LooksAs(Roles role) => Is(role) || (role == Roles.Operator && Is(Roles.Watcher));

    /// <summary>Whether this campaign is shown to them in that role's room: their networks', or all.</summary>
    public bool Sees(Campaign campaign, Roles role) => Scope(role).Sees(campaign);

    public NetworkScope Scope(Roles role) => Session is null ? NetworkScope.All : role == Roles.Operator ? Session.Ops : Session.Desk;

    /// <summary>As the journal names whoever acts in this role.</summary>
    public string Actor(Roles role) => Session is null ? "script" : (Is(role) ? role : Roles.Watcher).ToString().ToLowerInvariant();
}
