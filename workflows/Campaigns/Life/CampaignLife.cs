using System.Collections.Immutable;

namespace Campaigns;

/// <summary>
/// The whole life of a campaign as spans and moments: what was from its row and journal, what will be from its plan if nobody interferes and every condition
/// is met. Pure.
/// </summary>
public static class CampaignLife
{
    /// <param name="journal">Oldest first.</param>
    public static ImmutableArray<LifeItem> Of(Campaign campaign, IReadOnlyList<JournalEntry> journal, DateTimeOffset now)
    {
        var ahead = Ahead(campaign, now);
        return
        [
            .. LifePhases.Of(campaign, ahead, now), .. LifeEvents.Deadlines(campaign, journal), .. LifeEvents.Messages(campaign, journal, ahead),
            .. LifeEvents.Letters(campaign, ahead, now), .. LifeEvents.Embargo(campaign), .. LifeWaits.Of(campaign, journal, ahead, now),
        ];
    }

    /// <summary>The steps to come, each with the time at which it will be: one that is overdue, or follows another, comes then. Of a wait for a person, when it begins.</summary>
    internal static ImmutableArray<PlannedStep> Ahead(Campaign campaign, DateTimeOffset now)
    {
        var steps = ImmutableArray.CreateBuilder<PlannedStep>();
        var at = now;
        foreach (var step in Timetable.Of(campaign, now))
        {
            if (step.DueAt > at) at = step.DueAt.Value;
            steps.Add(new(step.Kind, step.Number, at, step.Kind == StepKind.Wait || step is { Kind: StepKind.Close, DueAt: null }));
        }
        return steps.ToImmutable();
    }
}

/// <param name="IsForAPerson">Nobody knows when it ends.</param>
record struct PlannedStep(StepKind Kind, int Number, DateTimeOffset At, bool IsForAPerson);
