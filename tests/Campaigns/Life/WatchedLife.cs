using static Campaigns.Tests.Life.Stories;

namespace Campaigns.Tests.Life;

/// <summary>A campaign that is moved by decisions only, and watched after each of them.</summary>
sealed class WatchedLife(Campaign launched)
{
    static readonly Count Signed = new(20, 10, 0);
    readonly HashSet<(StepKind, int)> done = [];

    public Campaign Campaign { get; private set; } = launched;
    public DateTimeOffset Now { get; private set; } = Start;
    public List<JournalEntry> Journal { get; } = [];

    public void Pass(TimeSpan time) => Now += time;

    public void AtTheDesk(DeskCommand command)
    {
        var decision = Lifecycle.Decide(Campaign, command, Now, "coordinator");
        Assert.False(decision.Campaign is not null && decision.Refusal is not null);
        if (command is DeskCommand.Cancel && Campaign.Phase is Phase.Dispatching or Phase.Dispatched) Assert.NotNull(decision.Refusal);
        Take(decision);
    }

    /// <summary>Waits until the next step is due and carries it out, twice. False: there is none, or a person has to decide.</summary>
    public bool GoOn()
    {
        var step = Plan.Next(Campaign);
        if (step.DueAt is not { } due) return false;
        if (due > Now) Now = due;
        var once = step.Kind is not (StepKind.MoveDeadline or StepKind.BeginRound); // a round that asked comes up again when it is approved
        Assert.False(once && !done.Add((step.Kind, step.Number)), $"{step} a second time");
        if (step.Kind == StepKind.Dispatch && Campaign.SecondApproval) Assert.True(Campaign.ApprovalRequest is { ApprovedBy: { } second, By: var first } && second != first);
        if (step.Kind == StepKind.Dispatch) Assert.True(Campaign.ApprovedAt <= Now && !(Campaign.EmbargoUntil > Now));
        if (step.Kind == StepKind.DecideExtension) Assert.True(Now >= Plan.ClosingTime(Campaign));
        if (step.Kind == StepKind.BeginRound) Assert.True(Rounds.Find(Campaign, step.Number) is { IsAhead: true } plan && (plan.UnderEmbargo || !(Campaign.EmbargoUntil > Now)));
        if (step.Kind == StepKind.Close) Assert.True(Now >= (Campaign.GraceUntil ?? Campaign.ClosesAt) || Now >= Campaign.CloseRequestedAt);
        var reports = Reports(Campaign, step, Now, Signed).ToList();
        foreach (var report in reports) Take(Lifecycle.Decide(Campaign, report, Now));
        Assert.NotEqual(step, Plan.Next(Campaign)); // it moved on
        foreach (var report in reports) Assert.Null(Lifecycle.Decide(Campaign, report, Now).Campaign);
        return true;
    }

    /// <summary>A late or repeated activity: it must not move a campaign whose plan says otherwise.</summary>
    public void RunSomethingThatIsNotNext(int choice)
    {
        StepCommand[] reports =
        [
            new StepCommand.Opened(Campaign.ClosesAt), new StepCommand.Reminded(99, 1), new StepCommand.Dispatched(), new StepCommand.Reported(),
            new StepCommand.CancellationTold(), new StepCommand.DispatchBegun(Signed), new StepCommand.Closed(), new StepCommand.ExtensionDecided(new(Count.Zero), Campaign.ClosesAt ?? default), new StepCommand.ApprovalDecided(new(Count.Zero)), new StepCommand.DeadlineTold(1, 1),
            new StepCommand.RetentionEnded(), new StepCommand.PurgeBegun(Signed, PersonalCount.Nothing), new StepCommand.Purged(PersonalCount.Nothing),
            new StepCommand.RoundAsked(Rounds.FirstRound, Signed), new StepCommand.RoundBegun(Rounds.FirstRound + 1, Signed, null, Now), new StepCommand.RoundSent(Rounds.FirstRound),
        ];
        var report = reports[choice % reports.Length];
        var next = Plan.Next(Campaign);
        var fits = next.DueAt <= Now && Reports(Campaign, next, Now, Signed).Contains(report);
        if (!fits) Take(Lifecycle.Decide(Campaign, report, Now));
    }

    void Take(Decision decision)
    {
        if (decision.Campaign is not { } after) return;
        var before = Campaign;
        if (after.Phase != before.Phase) Assert.Contains(after.Phase, Lifecycle.Transitions[before.Phase]);
        for (var n = 0; n < before.Reminders.Length; n++)
            if (before.Reminders[n].IsDone) Assert.Equal(before.Reminders[n], after.Reminders[n]);
        foreach (var (index, round) in before.Rounds.Index())
        {
            // What has begun keeps its list for ever, and what was taken out stays out.
            if (round.BegunAt is not null) Assert.Equal((round.BegunAt, round.Count, round.List), (after.Rounds[index].BegunAt, after.Rounds[index].Count, after.Rounds[index].List));
            if (round.SkippedAt is not null) Assert.Equal(round, after.Rounds[index]);
            if (round.BegunAt is null && after.Rounds[index].BegunAt is not null) Assert.False(round.IsWaiting);
        }
        Assert.Equal((before.Id, before.TextHash, before.LaunchedAt, before.Shards), (after.Id, after.TextHash, after.LaunchedAt, after.Shards));
        Assert.True(after.Phase != Phase.Dispatching || after.FinalCount is not null);
        if (before.ExtensionDecidedAt is not null) Assert.Equal((before.ExtensionDecidedAt, before.ExtendedFrom), (after.ExtensionDecidedAt, after.ExtendedFrom)); // once
        if (after.ExtendedFrom is not null && before.ExtendedFrom is null) Assert.True(after.Phase == Phase.Open && after.ClosesAt > Now && before.WhenMissed == MissedRule.Extend);
        if (after.Phase == Phase.Closed && before.Phase == Phase.Open) Assert.False(Conditions.MayExtend(before)); // no close before it was decided
        Assert.True(after.NotSentAt is null || after is { DispatchBegunAt: null, WhenMissed: MissedRule.DoNotSend });
        Assert.True(after.ClosesAt is not null || before.ClosesAt is null); // a deadline may be set, and is never taken away
        _ = (Plan.Next(after), Timetable.Of(after, Now), Retention.EndsAt(after));
        Campaign = after;
        Journal.AddRange(decision.Journal);
    }
}
