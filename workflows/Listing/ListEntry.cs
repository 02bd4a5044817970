using Campaigns.Alarms;

namespace Campaigns.Listing;

/// <summary>What the operator's list shows of a campaign and filters by: facts that stand in the clear in its own row. Instants are UTC.</summary>
/// <param name="IsOver">Nothing is left to do but to keep its data, and one day to destroy it.</param>
public sealed record ListEntry(string Id, string Title, string Language, Phase Phase, bool IsOver, DateTimeOffset LaunchedAt)
{
    /// <summary>Id; null for none.</summary>
    public string? Network { get; init; }
    public Step Next { get; init; } = new(StepKind.End, null);
    /// <summary>It came back from a copy, and nobody has released it.</summary>
    public bool IsHeld { get; init; }
    /// <summary>The last attempt at its next step did not work.</summary>
    public bool IsFailing { get; init; }

    public static ListEntry Of(Campaign campaign) => new(campaign.Id, campaign.Title, campaign.Language, campaign.Phase, CampaignIndex.IsOver(campaign), campaign.LaunchedAt)
    {
        Network = campaign.Network,
        Next = Plan.Next(campaign),
        IsHeld = campaign.IsHeld,
        IsFailing = campaign.LastError is not null,
    };

    public bool IsOverdue(DateTimeOffset now) => Troubles.IsOverdue(Next, now);
}
