using Campaigns.Letters;

namespace Campaigns.Functions.Coordinators;

/// <summary>Rounds of letters before the one at the close, for scripts.</summary>
static class RoundJson
{
    public static IEnumerable<object> Of(DeskFacts facts) => facts.Campaign.Rounds.Select((plan, index) => new
    {
        number = index + 1,
        round = Rounds.RoundOf(index + 1),
        plan.Name,
        dueAt = Rounds.DueAt(facts.Campaign, plan) ?? plan.DueAt,
        to = Enumerable.Range(1, facts.Campaign.Addressees).Where(plan.Goes),
        plan.UnderEmbargo,
        plan.AskedAt,
        plan.ApprovedAt,
        plan.BegunAt,
        plan.SentAt,
        plan.SkippedAt,
        plan.Count?.Organisations,
        plan.Count?.Countries,
        plan.Count?.Individuals,
        plan.List,
        letters = facts.Boards.GetValueOrDefault(Rounds.RoundOf(index + 1), []).Select(letter => DeskJson.Letter(letter, facts.Replied.Contains(letter.Addressee.Number))),
    });

    /// <summary>What everybody may know: those that have left.</summary>
    public static IEnumerable<object> Public(Campaign campaign) => campaign.Rounds.Select((plan, index) => (plan, round: Rounds.RoundOf(index + 1))).Where(one => one.plan is { BegunAt: not null, Count: not null })
        .Select(one => new { one.round, one.plan.Name, one.plan.BegunAt, one.plan.SentAt, one.plan.Count!.Organisations, one.plan.Count.Countries, one.plan.Count.Individuals, one.plan.List });
}
