using System.Collections.Immutable;

namespace Campaigns;

/// <summary>
/// The outcome of <see cref="Lifecycle.Decide"/>: the campaign as it is afterwards and what the journal says about it,
/// or why not.
/// </summary>
/// <param name="Campaign">Null when refused, or when there was nothing to do any more.</param>
/// <param name="Refusal">As in <see cref="DeskResult"/>; always null for steps.</param>
public sealed record Decision(Campaign? Campaign, ImmutableArray<JournalEntry> Journal, string? Refusal)
{
    /// <summary>The step was done before, or the campaign has moved on without it.</summary>
    public static readonly Decision Nothing = new(null, [], null);

    public static Decision Refuse(string refusal) => new(null, [], refusal);

    public static Decision Of(Campaign campaign, JournalEntry entry) => new(Next(campaign), [entry], null);

    /// <summary>A change that nobody needs to read about.</summary>
    public static Decision Quietly(Campaign campaign) => new(Next(campaign), [], null);

    static Campaign Next(Campaign campaign) => campaign with { LastError = null, Failures = 0, Changes = campaign.Changes + 1 };
}
