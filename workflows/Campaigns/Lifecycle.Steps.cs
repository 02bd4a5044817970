using Campaigns.Privacy;

namespace Campaigns;

public static partial class Lifecycle
{
    // Each line begins with the state in which the step is still to be done; in any other it was done, or is pointless.
    static Decision AfterAStep(Campaign campaign, StepCommand command, DateTimeOffset now) => command switch
    {
        StepCommand.Opening when campaign is { Phase: Phase.Scheduled, OpenedAt: null } && campaign.OpensAt <= now => Opening(campaign, now),
        StepCommand.Opened opened when campaign is { Phase: Phase.Scheduled, OpenedAt: not null } => Opened(campaign, opened, now),
        StepCommand.Invited invited when campaign is { Phase: Phase.Open, InvitedAt: null } && invited.Round == campaign.InviteRounds =>
            Decision.Of(campaign with { InvitedAt = now }, Entry(now, "Invited", invited.Messages)),
        StepCommand.Reminded reminded when IsToDo(campaign, reminded.Number) => Reminded(campaign, reminded, now),
        StepCommand.ReminderSkipped skipped when IsToDo(campaign, skipped.Number) => Skipped(campaign, skipped.Number, now),
        StepCommand.DeadlineMoved moved when campaign.Phase == Phase.Open && campaign.BookClosesAt != moved.ClosesAt =>
            Decision.Quietly(campaign with { BookClosesAt = moved.ClosesAt }),
        StepCommand.DeadlineTold told when campaign is { Phase: Phase.Open, Move: { ToldAt: null } move } && move.Number == told.Number => DeadlineTold(campaign, told, now),
        StepCommand.TargetReached reached when campaign.Phase == Phase.Open && campaign.CloseRequestedAt is null && reached.Count.Signatures >= campaign.Target =>
            Decision.Of(campaign with { CloseRequestedAt = now }, Counted(now, "TargetReached", reached.Count)),
        StepCommand.ExtensionDecided decided when campaign.Phase == Phase.Open && Conditions.MayExtend(campaign) && campaign.ClosesAt == decided.ClosesAt && now >= Plan.ClosingTime(campaign) =>
            ExtensionDecided(campaign, decided.Reached, now),
        StepCommand.Closed when campaign.Phase == Phase.Open && !Conditions.MayExtend(campaign) && now >= Plan.ClosingTime(campaign) =>
            Decision.Of(Rounds.Closed(campaign, now) with { Phase = Phase.Closed, ClosedAt = now }, Entry(now, "Closed")),
        StepCommand.ApprovalDecided decided when campaign is { Phase: Phase.Closed, ApprovedAt: null } =>
            ApprovalDecided(campaign, decided, now),
        StepCommand.ApproversReminded reminded when Plan.Next(campaign) is { Kind: StepKind.RemindApprovers } next && next.Number == reminded.Number && next.DueAt <= now =>
            ApproversReminded(campaign, reminded, now),
        StepCommand.DispatchBegun begun when Plan.Next(campaign) is { Kind: StepKind.Dispatch } next && next.DueAt <= now =>
            Decision.Of(
                campaign with { Phase = Phase.Dispatching, DispatchBegunAt = now, FinalCount = begun.Count, List = begun.List },
                Counted(now, "DispatchBegun", begun.Count)),
        StepCommand.Dispatched when campaign.Phase == Phase.Dispatching =>
            Decision.Of(FollowUps.Begin(campaign with { Phase = Phase.Dispatched, DispatchedAt = now }, now), Entry(now, "Dispatched")),
        StepCommand.Reported when campaign is { Phase: Phase.Dispatched, ReportedAt: null } =>
            Decision.Of(campaign with { ReportedAt = now }, Entry(now, "Reported")),
        StepCommand.FollowedUp followed when FollowUps.Next(campaign) is { } next && next.Number == followed.Round && campaign.Phase == Phase.Dispatched =>
            FollowedUp(campaign, FollowUps.NumberOf(followed.Round), followed.Messages, now),
        StepCommand.UpdateSent sent when campaign.IsUpdating && campaign.Update!.Number == sent.Number =>
            Decision.Of(campaign with { Update = campaign.Update with { SentAt = now, People = sent.People } }, Entry(now, "UpdateSent", sent.Number, sent.People)),
        StepCommand.CancellationTold when campaign is { Phase: Phase.Cancelled, CancellationToldAt: null } =>
            Decision.Of(campaign with { CancellationToldAt = now }, Entry(now, "CancellationTold")),
        StepCommand.RetentionEnded when Retention.IsOver(campaign, now) =>
            Decision.Quietly(campaign with { Purge = new(now, JournalEntry.ByItself, null) }),
        StepCommand.PurgeBegun begun when campaign.Purge is { BegunAt: null } purge =>
            Decision.Of(
                campaign with { Phase = Phase.Archived, MailRules = null, LaunchedBy = null, ApprovalRequest = null, ApprovedBy = null, FinalCount = campaign.FinalCount ?? begun.Count, Purge = purge with { BegunAt = now, Before = begun.Before } },
                Entry(now, "PurgeBegun")),
        StepCommand.RoundAsked or StepCommand.RoundBegun or StepCommand.RoundSent => AfterARound(campaign, command, now),
        StepCommand.Purged purged when campaign.Purge is { BegunAt: not null, CompletedAt: null } => Purged(campaign, purged, now),
        _ => Decision.Nothing,
    };

    // A window counts from the real opening; a fixed deadline stays, even when the opening was late.
    static Decision Opening(Campaign campaign, DateTimeOffset now) => Decision.Quietly(WithTimes(campaign with { OpenedAt = now }));

    static Decision Opened(Campaign campaign, StepCommand.Opened opened, DateTimeOffset now) =>
        Decision.Of(campaign with { Phase = Phase.Open, BookClosesAt = opened.BookClosesAt }, campaign.ClosesAt is { } closes ? Entry(now, "Opened", closes) : Entry(now, "OpenedForGood"));

    static Decision Reminded(Campaign campaign, StepCommand.Reminded reminded, DateTimeOffset now) => reminded.HeldUntil is { } until
        ? Decision.Of(
            WithReminder(campaign, reminded.Number, reminder => reminder with { HeldUntil = until }),
            Entry(now, "ReminderHeld", reminded.Number, reminded.Messages, until))
        : Decision.Of(
            WithReminder(campaign, reminded.Number, reminder => reminder with { SentAt = now, HeldUntil = null }),
            Entry(now, "Reminded", reminded.Number, reminded.Messages));

    static Decision Skipped(Campaign campaign, int number, DateTimeOffset now) => Decision.Of(
        WithReminder(campaign, number, reminder => reminder with { SkippedAt = now }), Entry(now, "ReminderSkipped", number));

    static Decision DeadlineTold(Campaign campaign, StepCommand.DeadlineTold told, DateTimeOffset now)
    {
        var after = campaign with { Move = campaign.Move! with { ToldAt = now } };
        return told.Messages == 0 ? Decision.Quietly(after) : Decision.Of(after, Entry(now, "DeadlineTold", told.Messages));
    }

    static Decision ExtensionDecided(Campaign campaign, Reached reached, DateTimeOffset now)
    {
        var decided = campaign with { ExtensionDecidedAt = now };
        if (!Conditions.AreMissed(campaign, reached)) return Decision.Quietly(decided); // the close is next
        var (from, until) = (campaign.ClosesAt!.Value, Conditions.ExtendedDeadline(campaign, now));
        return Decision.Of(WithReminders(DeadlineMoves.Move(decided with { ExtendedFrom = from }, until, now)), Entry(now, "DeadlineExtended", from, until));
    }

    static Decision FollowedUp(Campaign campaign, int number, int messages, DateTimeOffset now) => Decision.Of(
        campaign with { FollowUps = campaign.FollowUps.SetItem(number - 1, campaign.FollowUps[number - 1] with { SentAt = now }) },
        Entry(now, "FollowedUp", number, messages));

    static Decision Purged(Campaign campaign, StepCommand.Purged purged, DateTimeOffset now)
    {
        var after = campaign with { Purge = campaign.Purge! with { CompletedAt = now, After = purged.After } };
        var hash = PurgeCertificate.Of(after).Hash;
        return Decision.Of(after with { Purge = after.Purge with { Hash = hash } }, Entry(now, "Purged", purged.After.Signatures, hash));
    }

    static bool IsToDo(Campaign campaign, int reminder) =>
        campaign.Phase == Phase.Open && reminder >= 1 && reminder <= campaign.Reminders.Length && !campaign.Reminders[reminder - 1].IsDone;

    static Campaign WithReminder(Campaign campaign, int number, Func<ReminderPlan, ReminderPlan> change) =>
        campaign with { Reminders = campaign.Reminders.SetItem(number - 1, change(campaign.Reminders[number - 1])) };

    static JournalEntry Entry(DateTimeOffset now, string what, params object[] arguments) =>
        JournalEntry.Of(now, JournalEntry.ByItself, what, arguments);

    static JournalEntry Counted(DateTimeOffset now, string what, Count count) =>
        Entry(now, what, count.Organisations, count.Countries, count.Individuals);
}
