using Campaigns.Functions.Pages;
using Campaigns.Functions.Pages.Charts;
using Campaigns.Letters;
using Campaigns.Signatures;

namespace Campaigns.Functions.Signatories;

/// <summary>A campaign as the public sees it at <paramref name="Now"/>.</summary>
public sealed record CampaignView(Campaign Campaign, DateTimeOffset Now, Count Count, LetterCounts Letters) : IView<CampaignPage>
{
    /// <summary>Null while the campaign is under embargo.</summary>
    public Statement? Statement { get; init; }
    /// <summary>How many withdrew after the letters had left; <see cref="Count"/> holds them.</summary>
    public int Left { get; init; }
    public IReadOnlyList<ListedSignatory> Signatories { get; init; } = [];
    /// <summary>Null while the campaign is under embargo or has not been open.</summary>
    public ProgressView? Progress { get; init; }
    /// <summary>The offices that the letters went to; empty before, and when the personal data has been destroyed.</summary>
    public IReadOnlyList<Addressee> SentTo { get; init; } = [];
    /// <summary>How many of them have answered.</summary>
    public int Answered { get; init; }
    /// <summary>Null when nobody can sign here now.</summary>
    public FormState? Form { get; init; }

    /// <summary>The part of the resource key <c>Standing_...</c>: where the campaign stands, for the public.</summary>
    public string Standing => Campaign.Phase switch
    {
        Phase.Open when Campaign.TakesSignatures(Now) => "Open",
        Phase.Open or Phase.Closed or Phase.Approval => "Closed",
        Phase.Cancelled or Phase.Archived when Campaign.NotSentAt is not null => "NotSent",
        Phase.Archived => Campaign.DispatchedAt is null ? "Cancelled" : "Dispatched",
        var phase => phase.ToString(),
    };
}
