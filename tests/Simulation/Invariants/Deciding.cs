using System.Globalization;

namespace Campaigns.Tests.Simulation;

/// <summary>What was decided beforehand for a missed condition is what happened, and a deadline was put off once at most.</summary>
static class Deciding
{
    public static IEnumerable<string> Judge(Ending ending)
    {
        var campaign = ending.Campaign;
        var putOff = ending.Journal.Count(entry => entry.What == "DeadlineExtended");
        if (putOff > 1) yield return $"the deadline was put off {putOff} times.";
        if (putOff == 1 && campaign.WhenMissed != MissedRule.Extend) yield return "the deadline was put off, which nobody had said.";
        if (campaign.WhenMissed == MissedRule.Extend && campaign is { ClosedAt: not null, CloseRequestedAt: null, ExtensionDecidedAt: null })
            yield return "it closed at its deadline before it was decided whether that is put off.";
        if (campaign.NotSentAt is not null && (campaign.WhenMissed != MissedRule.DoNotSend || campaign.DispatchBegunAt is not null)) yield return "it ended without letters, which nobody had said.";
        foreach (var released in ending.Journal.Where(entry => entry.What == "ApprovedByRule" && campaign.WhenMissed != MissedRule.Approval))
            if (Below(campaign, released)) yield return $"letters were released with {string.Join(" ", released.Arguments)}, and a condition was missed.";
        foreach (var ended in ending.Journal.Where(entry => entry.What == "NotSent" && campaign is { MaximumObjections: null, MustSigns: 0 }))
            if (!Below(campaign, ended)) yield return $"it ended without letters with {string.Join(" ", ended.Arguments)}, and no condition was missed.";
    }

    static bool Below(Campaign campaign, JournalEntry entry)
    {
        var counted = entry.Arguments.Select(one => int.Parse(one, CultureInfo.InvariantCulture)).ToList();
        return counted[0] + counted[2] < campaign.MinimumSignatures || counted[1] < campaign.MinimumCountries;
    }
}
