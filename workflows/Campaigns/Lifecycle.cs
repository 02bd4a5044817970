using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Campaigns;

/// <summary>
/// Every decision about a campaign: pure functions of (campaign, command, now), without clock, storage or Azure. What may
/// follow what is decided here and nowhere else.
/// </summary>
public static partial class Lifecycle
{
    /// <summary>Which phase may follow which.</summary>
    public static FrozenDictionary<Phase, ImmutableArray<Phase>> Transitions { get; } = new Dictionary<Phase, ImmutableArray<Phase>>
    {
        [Phase.Scheduled] = [Phase.Open, Phase.Cancelled],
        [Phase.Open] = [Phase.Closed, Phase.Cancelled],
        [Phase.Closed] = [Phase.Approval, Phase.Dispatching, Phase.Cancelled],
        [Phase.Approval] = [Phase.Closed, Phase.Cancelled], // approved: closed again, until the embargo ends
        [Phase.Dispatching] = [Phase.Dispatched],
        [Phase.Dispatched] = [Phase.Archived],
        [Phase.Cancelled] = [Phase.Archived],
        [Phase.Archived] = [],
    }.ToFrozenDictionary();

    /// <summary>Nothing will happen any more, except the last words to people.</summary>
    public static bool IsEnded(Campaign campaign) => campaign.Phase is Phase.Dispatched or Phase.Cancelled or Phase.Archived;

    /// <param name="actor">As in <see cref="JournalEntry.Actor"/>.</param>
    public static Decision Decide(Campaign campaign, CampaignCommand command, DateTimeOffset now, string actor = JournalEntry.ByItself) =>
        command switch
        {
            DeskCommand desk => AtTheDesk(campaign, desk, now, actor),
            StepCommand step => AfterAStep(campaign, step, now),
            BackupCommand backup => OfACopy(campaign, backup, now, actor),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };

    /// <summary>
    /// True when the reminder is not worth sending any more: signing is over, or a later one is due as well, or the deadline was
    /// moved so far forward that the reminder's time lies before the opening.
    /// </summary>
    public static bool IsMoot(Campaign campaign, int reminder, DateTimeOffset now)
    {
        if (IsOver(campaign, now) || campaign.Reminders[reminder - 1].DueAt <= campaign.OpenedAt) return true;
        var own = campaign.Reminders[reminder - 1];
        if (campaign.Reminders.Any(other => other.SentAt is not null && other.DueAt > own.DueAt)) return true; // it was held, and overtaken
        return Plan.Reminders(campaign).LastOrDefault(step => step.DueAt <= now) is { } latest && latest.Number != reminder;
    }

    /// <summary>True when nobody can ask to sign any more, whether or not the close was carried out.</summary>
    public static bool IsOver(Campaign campaign, DateTimeOffset now) => campaign.Phase != Phase.Open || now >= Plan.SigningEnds(campaign);
}
