using Campaigns.Functions.Pages;

namespace Campaigns.Functions.Signatories;

/// <summary>A campaign on one sheet of paper: title, deadline, and how to get to it.</summary>
/// <param name="Address">Of the campaign's page, as people type it.</param>
public sealed record PosterView(CampaignView Of, string Address) : IView<PosterPage>;
