using System.Collections.Immutable;
using NodaTime;

namespace Campaigns;

public static partial class Lifecycle
{
    static Decision AtTheDesk(Campaign campaign, DeskCommand command, DateTimeOffset now, string actor) => command switch
    {
        DeskCommand.Purge purge => Purge(campaign, purge.Why, now, actor),
        _ when campaign.Phase == Phase.Archived => Decision.Refuse("Archived"),
        DeskCommand.OpenNow => OpenNow(campaign, now, actor),
        DeskCommand.Extend extend => Extend(campaign, extend.ClosesAt, now, actor),
        DeskCommand.CloseNow => CloseNow(campaign, now, actor),
        DeskCommand.Approve approve => Approve(campaign, approve, now, actor),
        DeskCommand.AskApproval ask => AskApproval(campaign, ask, now, actor),
        DeskCommand.RefuseApproval refuse => RefuseApproval(campaign, refuse, now, actor),
        DeskCommand.TakeBackApproval back => TakeBackApproval(campaign, back, now, actor),
        DeskCommand.Invite invite => Invite(campaign, invite.Total, now, actor),
        DeskCommand.RemindNow => RemindNow(campaign, now, actor),
        DeskCommand.SetMailRules rules => SetMailRules(campaign, rules, now, actor),
        DeskCommand.SetFollowUps followUps => SetFollowUps(campaign, followUps.Times, now, actor),
        DeskCommand.WriteUpdate update => WriteUpdate(campaign, update.Mark, now, actor),
        DeskCommand.ApproveRound round => ApproveRound(campaign, round.Number, now, actor),
        DeskCommand.SkipRound round => SkipRound(campaign, round.Number, now, actor),
        DeskCommand.AddRound round => AddRound(campaign, round.Plan, now, actor),
        DeskCommand.Cancel cancel => Cancel(campaign, cancel.Reason, now, actor),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };

    static Decision OpenNow(Campaign campaign, DateTimeOffset now, string actor)
    {
        if (campaign.Phase != Phase.Scheduled) return Decision.Refuse(campaign.Phase == Phase.Cancelled ? "Cancelled" : "AlreadyOpen");
        if (campaign.Window is null && campaign.ClosesAt <= now) return Decision.Refuse("InThePast");
        if (campaign.OpensAt <= now) return Decision.Nothing; // it is about to open
        return Decision.Of(WithTimes(campaign with { OpensAt = now }), JournalEntry.Of(now, actor, "OpenRequested"));
    }

    static Decision Extend(Campaign campaign, DateTimeOffset closesAt, DateTimeOffset now, string actor)
    {
        if (campaign.Phase == Phase.Cancelled) return Decision.Refuse("Cancelled");
        var isOpen = campaign.Phase == Phase.Open && !IsOver(campaign, now);
        if (!isOpen && campaign.Phase != Phase.Scheduled) return Decision.Refuse("AlreadyClosed");
        if (closesAt <= now) return Decision.Refuse("InThePast");
        var opens = campaign.OpenedAt ?? campaign.OpensAt;
        if (closesAt <= opens) return Decision.Refuse("BeforeOpening");
        if (closesAt > Plan.LatestDeadline(campaign, now)) return Decision.Refuse("TooFarAhead");
        if (closesAt == campaign.ClosesAt) return Decision.Nothing;

        var entry = campaign.ClosesAt is { } before
            ? JournalEntry.Of(now, actor, "DeadlineMoved", before, closesAt)
            : JournalEntry.Of(now, actor, "DeadlineSet", closesAt);
        return Decision.Of(WithReminders(DeadlineMoves.Move(campaign, closesAt, now)), entry);
    }

    static Decision CloseNow(Campaign campaign, DateTimeOffset now, string actor)
    {
        if (campaign.Phase == Phase.Scheduled) return Decision.Refuse("NotOpen");
        if (campaign.Phase == Phase.Cancelled) return Decision.Refuse("Cancelled");
        if (campaign.Phase != Phase.Open) return Decision.Refuse("AlreadyClosed");
        if (Plan.WindowAt(campaign, now) == SigningWindow.Over && !Conditions.MayExtend(campaign)) return Decision.Nothing; // it is about to close
        return Decision.Of(campaign with { CloseRequestedAt = now }, JournalEntry.Of(now, actor, "CloseRequested"));
    }

    static Decision Cancel(Campaign campaign, string reason, DateTimeOffset now, string actor)
    {
        if (campaign.Phase == Phase.Cancelled) return Decision.Nothing;
        if (campaign.Phase is Phase.Dispatching or Phase.Dispatched) return Decision.Refuse("LettersAreLeaving");
        var entry = JournalEntry.Of(now, actor, "Cancelled") with { Note = reason.Length == 0 ? null : reason };
        return Decision.Of(campaign with { Phase = Phase.Cancelled, CancelledAt = now }, entry);
    }

    /// <summary>The step that invites comes up again: it writes to those who have no mail yet.</summary>
    static Decision Invite(Campaign campaign, int total, DateTimeOffset now, string actor)
    {
        if (campaign.Phase == Phase.Cancelled) return Decision.Refuse("Cancelled");
        if (campaign.Phase != Phase.Scheduled && IsOver(campaign, now)) return Decision.Refuse("AlreadyClosed");
        if (total <= campaign.Invitations) return Decision.Nothing;
        var more = campaign with
        {
            Invitations = total,
            InviteRequestedAt = now,
            InvitedAt = null,
            InviteRounds = campaign.InviteRounds + 1,
        };
        return Decision.Of(more, JournalEntry.Of(now, actor, "InviteRequested", total - campaign.Invitations));
    }

    static Decision RemindNow(Campaign campaign, DateTimeOffset now, string actor)
    {
        if (campaign.Phase == Phase.Cancelled) return Decision.Refuse("Cancelled");
        if (campaign.Phase == Phase.Scheduled) return Decision.Refuse("NotOpen");
        if (IsOver(campaign, now)) return Decision.Refuse("AlreadyClosed");
        if (Plan.MayRemindAt(campaign) is not { } from) return Decision.Refuse("NobodyInvited");
        if (now < from) return Decision.Refuse("RemindedLately");
        var reminders = campaign.Reminders.Add(new(ReminderPlan.Now, now, null));
        return Decision.Of(campaign with { Reminders = reminders }, JournalEntry.Of(now, actor, "RemindRequested"));
    }

    static Decision SetMailRules(Campaign campaign, DeskCommand.SetMailRules rules, DateTimeOffset now, string actor)
    {
        if (campaign.Phase == Phase.Cancelled) return Decision.Refuse("Cancelled");
        if (campaign.Phase != Phase.Scheduled && IsOver(campaign, now)) return Decision.Refuse("AlreadyClosed");
        return Decision.Of(campaign with { MailRules = rules.Sealed }, JournalEntry.Of(now, actor, "MailRulesChanged", rules.Allow, rules.Hold, rules.Block));
    }

    static Decision SetFollowUps(Campaign campaign, ImmutableArray<DateTimeOffset> times, DateTimeOffset now, string actor)
    {
        if (campaign.Phase != Phase.Dispatched) return Decision.Refuse("NotDispatched");
        if (campaign.Purge is not null) return Decision.Refuse("Archived");
        if (times.Any(at => at <= now)) return Decision.Refuse("InThePast");
        if (times.Any(at => at >= Retention.EndsAt(campaign))) return Decision.Refuse("AfterRetention");
        var plans = FollowUps.Replace(campaign, times);
        if (plans.Length > Limits.FollowUps) return Decision.Refuse("TooManyFollowUps");
        return plans.SequenceEqual(campaign.FollowUps) ? Decision.Nothing
            : Decision.Of(campaign with { FollowUps = plans }, JournalEntry.Of(now, actor, "FollowUpsSet", times.Length));
    }

    static Decision WriteUpdate(Campaign campaign, string mark, DateTimeOffset now, string actor)
    {
        if (campaign.Purge is not null) return Decision.Refuse("Archived");
        if (campaign.OpenedAt is null) return Decision.Refuse("NotOpen");
        if (campaign.Update is { } last && last.Mark == mark && now < last.WrittenAt + Rates.Updates.Span) return Decision.Nothing; // the same form, sent twice
        if (now < campaign.Update?.NextAt) return Decision.Refuse("UpdatedLately");
        var number = (campaign.Update?.Number ?? 0) + 1;
        if (number > Limits.Updates) return Decision.Refuse("TooManyUpdates");
        return Decision.Of(campaign with { Update = new(number, now, mark) }, JournalEntry.Of(now, actor, "UpdateWritten", number));
    }

    static Decision Purge(Campaign campaign, string why, DateTimeOffset now, string actor)
    {
        if (campaign.Purge is not null) return Decision.Nothing;
        if (!Retention.IsResting(campaign)) return Decision.Refuse("NotEnded");
        return Decision.Of(campaign with { Purge = new(now, actor, why) }, JournalEntry.Of(now, actor, "PurgeOrdered", why));
    }

    /// <summary>The deadline and the reminders, for the opening as it is planned or as it was.</summary>
    internal static Campaign WithTimes(Campaign campaign)
    {
        campaign = Rounds.WithTimes(campaign);
        if (campaign.Window is null) return WithReminders(campaign);
        var closes = ZonedTime.Add(campaign.OpenedAt ?? campaign.OpensAt, IsoDuration.Read(campaign.Window)!, Zone(campaign));
        return WithReminders(campaign with { ClosesAt = closes });
    }

    // Numbers stay what they are, in whatever order the times then are: rows in storage carry them.
    static Campaign WithReminders(Campaign campaign) => campaign.ClosesAt is not { } closes ? campaign : campaign with
    {
        Reminders = [.. campaign.Reminders.Select(reminder => reminder.IsDone ? reminder : reminder with
        {
            DueAt = reminder.Chosen == ReminderPlan.Now
                ? reminder.DueAt
                : ReminderTime.DueAt(reminder.Chosen, campaign.OpenedAt ?? campaign.OpensAt, closes, Zone(campaign)),
            HeldUntil = null, // for whom it is night is looked at anew; who has had it does not get it again
        })],
    };

    static DateTimeZone Zone(Campaign campaign) => ZonedTime.FindZone(campaign.TimeZone) ?? DateTimeZone.Utc;
}
