using Campaigns.Functions.Pages;
using Campaigns.Signatures;

namespace Campaigns.Functions.Signatories;

/// <summary>Everyone who has signed, as far as the public may know.</summary>
public sealed record SignatoriesView(Campaign Campaign, Count Count, IReadOnlyList<ListedSignatory> List, bool Hidden) : IView<SignatoriesPage>
{
    /// <inheritdoc cref="CampaignView.Left"/>
    public int Left => List.Count(signatory => signatory.HasLeft);
}
