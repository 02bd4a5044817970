using Campaigns.Checks;
using Campaigns.Networks;

namespace Campaigns.Access;

/// <summary>What an address may enter now.</summary>
sealed record Admitted(Roles Roles, NetworkScope Desk, NetworkScope Ops)
{
    public static readonly Admitted Nowhere = new(Roles.None, NetworkScope.Of(false, []), NetworkScope.Of(false, []));
}

/// <summary>Puts the settings' lists and the roles in networks together.</summary>
sealed class Admission(AllowList allowed, NetworkStore networks)
{
    public async Task<Admitted> OfAsync(EmailAddress address, CancellationToken cancellation)
    {
        var listed = allowed.RolesOf(address);
        var roles = await networks.RolesOfAsync(address, cancellation);
        var desk = Scope(listed, Roles.Coordinator, roles, NetworkRole.Coordinator);
        var ops = Scope(listed, Roles.Operator, roles, NetworkRole.Operator);
        var watches = ops.IsNothing && listed.HasFlag(Roles.Watcher);
        return new((desk.IsNothing ? Roles.None : Roles.Coordinator) | (ops.IsNothing ? Roles.None : Roles.Operator) | (watches ? Roles.Watcher : Roles.None), desk, watches ? NetworkScope.All : ops);
    }

    static NetworkScope Scope(Roles listed, Roles role, IEnumerable<(string Network, NetworkRole Role)> roles, NetworkRole inNetwork) =>
        NetworkScope.Of(listed.HasFlag(role), roles.Where(one => one.Role == inNetwork).Select(one => one.Network));
}
