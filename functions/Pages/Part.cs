using Campaigns.Functions.Doors;
using Microsoft.AspNetCore.Components;

namespace Campaigns.Functions.Pages;

/// <summary>What every component of ours has: the texts (<c>T</c>) and the visitor (<c>Here</c>).</summary>
public abstract class Part : ComponentBase
{
    [Inject] protected Texts T { get; set; } = null!;

    [CascadingParameter] protected Visitor Here { get; set; } = null!;
}

/// <summary>A page: a component that shows one view.</summary>
public abstract class PageFor<TView> : Part
{
    [Parameter, EditorRequired] public TView View { get; set; } = default!;
}

/// <summary>What a page shows, as data that a door has put together. It names its page: <c>record HomeView(...) : IView&lt;HomePage&gt;</c>.</summary>
public interface IView<TPage> where TPage : IComponent;
