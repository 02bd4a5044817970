using Campaigns.Access;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Networks;

namespace Campaigns.Functions.Coordinators.Networks;

/// <summary>The networks that somebody sees, and the form for another one.</summary>
public sealed record NetworksView(Staff Staff, IReadOnlyList<Network> Networks, FormState Form) : IView<NetworksPage>
{
    /// <summary>Only people of the settings' list make networks: whoever is in one sees only that.</summary>
    public bool MayCreate => MayCreateBy(Staff);

    public static bool MayCreateBy(Staff staff) => staff.Scope(Roles.Coordinator).Unassigned;
}

/// <summary>One network: its directory, its people, its lists.</summary>
public sealed record NetworkView(Staff Staff, NetworkBook Book, Func<string, FormState> NewForm) : IView<NetworkPage>
{
    /// <summary>The organisation whose form is filled in; null for a new one.</summary>
    public Organisation? Chosen { get; init; }
    /// <summary>The action whose form was posted and refused, with what was typed.</summary>
    public (string Action, FormState Form)? Posted { get; init; }

    public FormState Form(string action) => Posted is var (posted, form) && posted == action ? form : NewForm(action);

    public bool IsPosted(string action) => Posted?.Action == action;
}

/// <summary>What an import would do. Nothing is stored yet: the file comes back with the form.</summary>
/// <param name="Csv">The file as it was sent.</param>
/// <param name="Lines">How many are good.</param>
public sealed record ImportView(Staff Staff, Network Network, FormState Form, string Csv, CsvErrors File, int Lines, IReadOnlyList<EntryChange> Changes) : IView<ImportPage>
{
    /// <summary>The name of the list that the organisations are to be saved as; empty: none; null: there are no lists of this.</summary>
    public string? List { get; init; }
    /// <summary>The page that the import was begun on.</summary>
    public string Home { get; init; } = $"/networks/{Network.Id}";
    /// <summary>The words of columns and of the button: <c>Network</c> or <c>Office</c>.</summary>
    public string Words { get; init; } = "Network";
    public int New => Changes.Count(change => change.IsNew);
    public int Changed => Changes.Count(change => change.IsChanged);
    public int Same => Changes.Count - New - Changed;
}
