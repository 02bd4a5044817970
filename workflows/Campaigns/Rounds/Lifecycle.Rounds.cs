namespace Campaigns;

public static partial class Lifecycle
{
    static Decision AfterARound(Campaign campaign, StepCommand command, DateTimeOffset now) => command switch
    {
        StepCommand.RoundAsked asked when IsBeginning(campaign, asked.Round, now) =>
            Decision.Of(Rounds.With(campaign, asked.Round, plan => plan with { AskedAt = now }), Round(now, "RoundAsked", asked.Round, asked.Count)),
        StepCommand.RoundBegun begun when IsBeginning(campaign, begun.Round, now) =>
            Decision.Of(Rounds.With(campaign, begun.Round, plan => plan with { BegunAt = begun.At, Count = begun.Count, List = begun.List }), Round(now, "RoundBegun", begun.Round, begun.Count)),
        StepCommand.RoundSent sent when Rounds.Find(campaign, sent.Round) is { BegunAt: not null, SentAt: null } =>
            Decision.Of(Rounds.With(campaign, sent.Round, plan => plan with { SentAt = now }), Entry(now, "RoundSent", Rounds.NumberOf(sent.Round))),
        _ => Decision.Nothing,
    };

    static bool IsBeginning(Campaign campaign, int round, DateTimeOffset now) =>
        Plan.Next(campaign) is { Kind: StepKind.BeginRound } next && next.Number == round && next.DueAt <= now;

    static Decision ApproveRound(Campaign campaign, int number, DateTimeOffset now, string actor) => Rounds.Find(campaign, Rounds.RoundOf(number)) switch
    {
        null or { IsEarly: true } => Decision.Refuse("NoSuchRound"),
        { ApprovedAt: not null } => Decision.Nothing,
        { IsAhead: false } => Decision.Refuse("RoundIsOver"),
        _ when campaign.SecondApproval => Decision.Refuse("RoundsNeedOnePerson"),
        _ when campaign.Phase is not (Phase.Scheduled or Phase.Open) => Decision.Refuse("RoundIsOver"),
        _ => Decision.Of(Rounds.With(campaign, Rounds.RoundOf(number), plan => plan with { ApprovedAt = now }), JournalEntry.Of(now, actor, "RoundApproved", number)),
    };

    static Decision SkipRound(Campaign campaign, int number, DateTimeOffset now, string actor) => Rounds.Find(campaign, Rounds.RoundOf(number)) switch
    {
        null => Decision.Refuse("NoSuchRound"),
        { SkippedAt: not null } => Decision.Nothing,
        { IsAhead: false } => Decision.Refuse("RoundIsOver"),
        _ => Decision.Of(Rounds.With(campaign, Rounds.RoundOf(number), plan => plan with { SkippedAt = now }), JournalEntry.Of(now, actor, "RoundSkipped", number)),
    };

    static Decision AddRound(Campaign campaign, RoundPlan plan, DateTimeOffset now, string actor)
    {
        if (campaign.Phase == Phase.Cancelled) return Decision.Refuse("Cancelled");
        if (campaign.Phase != Phase.Scheduled && IsOver(campaign, now)) return Decision.Refuse("AlreadyClosed");
        if (campaign.Addressees == 0) return Decision.Refuse("NobodyToWriteTo");
        if (campaign.SecondApproval) return Decision.Refuse("RoundsNeedOnePerson");
        if (campaign.Rounds.Any(one => one.Name == plan.Name && one.DueAt == plan.DueAt)) return Decision.Nothing; // the same form, sent twice
        if (plan.DueAt <= now) return Decision.Refuse("InThePast");
        if (plan.DueAt >= campaign.ClosesAt) return Decision.Refuse("AfterTheClose");
        if (campaign.Rounds.Length >= Limits.Rounds) return Decision.Refuse("TooManyRounds");
        return Decision.Of(campaign with { Rounds = campaign.Rounds.Add(plan) }, JournalEntry.Of(now, actor, "RoundAdded", campaign.Rounds.Length + 1, plan.DueAt!.Value));
    }

    static JournalEntry Round(DateTimeOffset now, string what, int round, Count count) =>
        Entry(now, what, Rounds.NumberOf(round), count.Organisations, count.Countries, count.Individuals);
}
