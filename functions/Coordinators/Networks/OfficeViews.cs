using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Networks.Offices;

namespace Campaigns.Functions.Coordinators.Networks;

/// <summary>The offices that a network writes to, and its letterhead.</summary>
public sealed record OfficesView(Staff Staff, OfficeBook Book, Func<string, FormState> NewForm) : IView<OfficesPage>
{
    /// <summary>The office whose form is filled in; null for a new one.</summary>
    public Office? Chosen { get; init; }
    /// <summary>The change whose form was posted and refused, with what was typed.</summary>
    public (string Change, FormState Form)? Posted { get; init; }

    public string Path => OfficesDoor.Path(Book.Network.Id);

    public FormState Form(string change) => Posted is var (posted, form) && posted == change ? form : NewForm(change);

    public bool IsPosted(string change) => Posted?.Change == change;
}
