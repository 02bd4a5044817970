using Campaigns.Access;
using Campaigns.Access.Passkeys;
using Campaigns.Access.SecondFactors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;

namespace Campaigns.Functions.Accounts;

/// <summary>A person's own page.</summary>
/// <param name="Factor">Whether they have a second factor; null where nobody has.</param>
/// <param name="Label">The form that names a session; the other two end one, or all others.</param>
public sealed record AccountView(Staff Staff, Session Session, IReadOnlyList<OpenSession> Sessions, bool? Factor, FormState Label, FormState End, FormState EndOthers)
    : IView<AccountPage>;

/// <summary>A person's second factor.</summary>
/// <param name="State">Null when there is none.</param>
/// <param name="Waiting">The secret that waits for its first code: as text, and the address in the QR code.</param>
public sealed record FactorView(Staff Staff, FormState Form, FactorState? State, (string Text, string Address)? Waiting) : IView<FactorPage>
{
    /// <summary>Signed in so lately that it may be switched off.</summary>
    public bool IsFresh { get; init; }
    public bool IsRequired { get; init; }
    public IReadOnlyList<PasskeyState> Passkeys { get; init; } = [];
    /// <summary>The form that removes one.</summary>
    public required FormState Remove { get; init; }
    /// <summary>A passkey can be added: that takes the browser's help.</summary>
    public bool IsScripted => State is not null && IsFresh && Passkeys.Count < Limits.Passkeys;
}

/// <summary>The recovery codes, once.</summary>
public sealed record RecoveryView(Staff Staff, IReadOnlyList<string> Codes) : IView<RecoveryPage>;

/// <summary>What an operator does about a person who lost a device.</summary>
/// <param name="Ended">After it was done: how many sessions were ended.</param>
public sealed record PeopleView(Staff Staff, FormState Form, int? Ended = null) : IView<PeoplePage>
{
    /// <summary>After a second factor was to be reset: whether there was one.</summary>
    public bool? Reset { get; init; }
    public bool HasFactors { get; init; }
}
