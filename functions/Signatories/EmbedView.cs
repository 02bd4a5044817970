using Campaigns.Functions.Pages;

namespace Campaigns.Functions.Signatories;

/// <summary>A campaign in a few lines, for a frame on a partner's site. Nothing in it can be pressed but the link that opens the campaign itself.</summary>
public sealed record EmbedView(CampaignView Of) : IView<EmbedPage>;
