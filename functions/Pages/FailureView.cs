using Campaigns.Functions.Doors;

namespace Campaigns.Functions.Pages;

/// <summary>Something failed on our side.</summary>
/// <param name="Outage">True when the storage does not answer: worth trying again soon.</param>
/// <param name="Number">Stands in the log, too, so that an operator finds what a person tells of.</param>
/// <param name="Posted">What the person sent; the page hands it back, so that nothing has to be typed again.</param>
public sealed record FailureView(bool Outage, string Number, PostedForm? Posted) : IView<FailurePage>
{
    /// <summary>The person only wanted to look: the same address is worth another try.</summary>
    public bool IsLook { get; init; }
}
