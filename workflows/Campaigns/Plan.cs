using System.Collections.Immutable;

namespace Campaigns;

/// <summary>
/// What a campaign does. Each is an activity (<see cref="SendLetters"/> a sub-orchestration) that can run twice without harm.
/// <see cref="Wait"/> is not a step: nothing is to be done before a time, or before a person decides.
/// </summary>
public enum StepKind
{
    Wait, Open, Invite, Remind, MoveDeadline, Close, DecideApproval,
    /// <summary>Freezes the list; from here on nothing can be cancelled or withdrawn.</summary>
    Dispatch,
    SendLetters, FinishDispatch, Report,
    /// <summary>Reminds the offices that have not answered.</summary>
    FollowUp,
    NotifyCancelled,
    /// <summary>Destroys the personal data. Comes up only when a date or a person has ordered it; until then a campaign rests at its end.</summary>
    Purge,
    End,
    // From here on in the order in which they came to be: messages that wait hold the number.
    /// <summary>Tells everyone concerned of a moved deadline.</summary>
    TellDeadline,
    /// <summary>At the deadline: whether it is put off, because a condition is missed.</summary>
    DecideExtension,
    /// <summary>Takes the list as it stands for a round of letters before the last one.</summary>
    BeginRound,
    SendRound,
    /// <summary>Writes again to those who could approve the letters as the second person.</summary>
    RemindApprovers,
}

/// <summary>The next thing to do, and when: <see cref="DueAt"/> null means it waits for a person.</summary>
/// <param name="Number">Of the reminder (from 1), of the move of the deadline, or of the round of letters.</param>
public sealed record Step(StepKind Kind, DateTimeOffset? DueAt, int Number = 0);

/// <summary>What a campaign does next; pure. The desk and the operator's page show the same answer.</summary>
public static class Plan
{
    /// <summary>The round of letters at the close; for those before it see <see cref="Rounds"/>.</summary>
    public const int FirstRound = 1;

    static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    /// <summary>The first step that is not done, with the time at which it is due (which may be in the past: then it is due now).</summary>
    public static Step Next(Campaign campaign) => campaign.Phase switch
    {
        _ when campaign.IsHeld => new(StepKind.Wait, null),
        Phase.Scheduled => new(StepKind.Open, campaign.OpensAt),
        Phase.Open => WhileOpen(campaign),
        Phase.Closed => AfterClose(campaign),
        Phase.Approval => SecondPerson.Next(campaign),
        Phase.Dispatching when campaign.Addressees > 0 => new(StepKind.SendLetters, campaign.DispatchBegunAt, FirstRound),
        Phase.Dispatching => new(StepKind.FinishDispatch, campaign.DispatchBegunAt),
        Phase.Dispatched when campaign.ReportedAt is null => new(StepKind.Report, campaign.DispatchedAt),
        Phase.Dispatched when FollowUps.Next(campaign) is { } followUp => followUp,
        Phase.Cancelled when campaign.CancellationToldAt is null => new(StepKind.NotifyCancelled, campaign.CancelledAt),
        _ when campaign.Purge is { CompletedAt: null } purge => new(StepKind.Purge, purge.BegunAt ?? purge.OrderedAt),
        _ => new(StepKind.End, null),
    };

    /// <summary>Everything that is still to come while the campaign is open, in order; for the desk's timetable.</summary>
    public static ImmutableArray<Step> Reminders(Campaign campaign) =>
        [.. campaign.Reminders.Select((reminder, index) => (reminder, number: index + 1)).Where(entry => !entry.reminder.IsDone)
            .OrderBy(entry => entry.reminder.NextAt).ThenBy(entry => entry.reminder.DueAt).ThenBy(entry => entry.number)
            .Select(entry => new Step(StepKind.Remind, entry.reminder.NextAt, entry.number))];

    /// <summary>
    /// Whether this is the step to carry out now. It is not when it was done before, or when the plan has changed since it was
    /// asked for.
    /// </summary>
    public static bool IsDue(Campaign campaign, StepKind kind, int number, DateTimeOffset now)
    {
        if (kind == StepKind.FinishDispatch) return campaign.Phase == Phase.Dispatching && !campaign.IsHeld;
        var next = Next(campaign);
        return next.Kind == kind && next.Number == number && next.DueAt <= now;
    }

    /// <summary>From when nobody can ask to sign any more: the deadline, or the moment at which the coordinator asked to close. Null: nobody
    /// knows yet.</summary>
    public static DateTimeOffset? SigningEnds(Campaign campaign) => Earlier(campaign.CloseRequestedAt, campaign.ClosesAt);

    /// <summary>When the campaign closes: as <see cref="SigningEnds"/>, but a deadline has its grace. Who closes by hand grants none.</summary>
    public static DateTimeOffset? ClosingTime(Campaign campaign) => Earlier(campaign.CloseRequestedAt, campaign.GraceUntil ?? campaign.ClosesAt);

    static DateTimeOffset? Earlier(DateTimeOffset? requested, DateTimeOffset? closes) => requested is not null && !(requested >= closes) ? requested : closes;

    /// <summary>From when the coordinator may have people reminded: a tenth of the window after the last mail to them, at least a quarter of an
    /// hour and at most a day. Null when nobody was invited yet, or a reminder is on its way.</summary>
    public static DateTimeOffset? MayRemindAt(Campaign campaign)
    {
        if (campaign.InvitedAt is not { } invited || campaign.Invitations == 0) return null;
        if (campaign.Reminders.Any(reminder => reminder is { Chosen: ReminderPlan.Now, IsDone: false })) return DateTimeOffset.MaxValue;
        var last = campaign.Reminders.Max(reminder => reminder.SentAt) is { } sent && sent > invited ? sent : invited;
        var pause = (campaign.ClosesAt - (campaign.OpenedAt ?? campaign.OpensAt)) / 10 ?? LongestPause;
        return last + TimeSpan.FromTicks(Math.Clamp(pause.Ticks, TimeSpan.FromMinutes(15).Ticks, LongestPause.Ticks));
    }

    /// <summary>Who may confirm now.</summary>
    public static SigningWindow WindowAt(Campaign campaign, DateTimeOffset now) =>
        !Lifecycle.IsOver(campaign, now) ? SigningWindow.Open
        : campaign.Phase == Phase.Open && now < ClosingTime(campaign) ? SigningWindow.Grace
        : SigningWindow.Over;

    /// <summary>A deadline may be so far away: counted from the opening, or from now where there was none.</summary>
    public static DateTimeOffset LatestDeadline(Campaign campaign, DateTimeOffset now)
    {
        var opens = campaign.OpenedAt ?? campaign.OpensAt;
        return (campaign.ClosesAt is null && now > opens ? now : opens).AddYears(IsoDuration.LongestYears);
    }

    // What is overdue together runs in the order of its time, so that after an outage nothing overtakes what was due before it.
    static Step WhileOpen(Campaign campaign)
    {
        if (campaign.BookClosesAt != campaign.ClosesAt) return new(StepKind.MoveDeadline, campaign.DeadlineMovedAt ?? campaign.OpenedAt);
        if (DeadlineMoves.Next(campaign) is { } tell) return tell; // before others are invited, who know the new one
        if (campaign.InvitedAt is null)
            return new(StepKind.Invite, campaign.InviteRequestedAt > campaign.OpenedAt ? campaign.InviteRequestedAt : campaign.OpenedAt, campaign.InviteRounds);
        var close = new Step(Conditions.MayExtend(campaign) ? StepKind.DecideExtension : StepKind.Close, ClosingTime(campaign));
        var next = Reminders(campaign).FirstOrDefault() is { } reminder && !(reminder.DueAt >= close.DueAt) ? reminder : close;
        return Rounds.Next(campaign) is { } round && (round.Kind == StepKind.SendRound || !(round.DueAt >= next.DueAt)) ? round : next;
    }

    static Step AfterClose(Campaign campaign)
    {
        if (campaign.ApprovedAt is null) return new(StepKind.DecideApproval, campaign.ClosedAt);
        if (Rounds.Next(campaign) is { } round) return round; // to those whom the embargo excepts
        var embargoed = campaign.EmbargoUntil > campaign.ApprovedAt;
        return new(StepKind.Dispatch, embargoed ? campaign.EmbargoUntil : campaign.ApprovedAt, FirstRound);
    }
}
