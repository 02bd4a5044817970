using Campaigns.Access;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;

namespace Campaigns.Functions.Accounts;

/// <summary>A person's own page.</summary>
/// <param name="Label">The form that names a session; the other two end one, or all others.</param>
public sealed record AccountView(Staff Staff, Session Session, IReadOnlyList<OpenSession> Sessions, FormState Label, FormState End, FormState EndOthers)
    : IView<AccountPage>;

/// <summary>What an operator does about a person who lost a device.</summary>
/// <param name="Ended">After it was done: how many sessions were ended.</param>
public sealed record PeopleView(Staff Staff, FormState Form, int? Ended = null) : IView<PeoplePage>;
