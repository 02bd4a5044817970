using Campaigns.Alarms;
using Campaigns.Mail;
using Campaigns.Tests.Life;
using Microsoft.DurableTask.Client;
using static Campaigns.Tests.Life.Stories;

namespace Campaigns.Tests.Alarms;

/// <summary>What is an alarm, and what is not.</summary>
public sealed class TroublesTests
{
    static readonly DateTimeOffset Noon = Start.AddHours(3); // half of the window: the first reminder is due
    static readonly Campaign Open = Run(Campaign(), Start.AddHours(1));

    static Trouble? Of(Campaign campaign, DateTimeOffset now, OrchestrationRuntimeStatus? status = OrchestrationRuntimeStatus.Running) =>
        Troubles.Of(new(campaign, true, status), now).SingleOrDefault();

    [Theory]
    [InlineData(-60, null)]
    [InlineData(30, null)]
    [InlineData(31, AlarmKind.Overdue)]
    [InlineData(86_400, AlarmKind.Overdue)]
    public void A_step_is_overdue_half_a_minute_after_its_time(int seconds, AlarmKind? expected)
    {
        var trouble = Of(Open, Noon.AddSeconds(seconds));
        Assert.Equal(expected, trouble?.Kind);
        if (trouble is not null) Assert.Equal((StepKind.Remind, 1, Noon), (trouble.Step, trouble.Number, trouble.Since));
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Suspended, AlarmKind.Suspended)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, AlarmKind.Terminated)]
    [InlineData(OrchestrationRuntimeStatus.Pending, AlarmKind.Overdue)]
    [InlineData(OrchestrationRuntimeStatus.Failed, AlarmKind.Lost)]
    [InlineData(OrchestrationRuntimeStatus.Completed, AlarmKind.Lost)]
    [InlineData(null, AlarmKind.Lost)]
    public void Why_it_is_overdue_is_said(OrchestrationRuntimeStatus? status, AlarmKind expected) =>
        Assert.Equal(expected, Of(Open, Noon.AddMinutes(1), status)?.Kind);

    [Fact]
    public void What_a_person_stopped_is_an_alarm_only_when_something_is_due()
    {
        Assert.Null(Of(Open, Noon.AddHours(-1), OrchestrationRuntimeStatus.Suspended));
        Assert.Null(Of(Open, Noon.AddHours(-1), OrchestrationRuntimeStatus.Terminated));
        Assert.Equal(AlarmKind.Lost, Of(Open, Noon.AddHours(-1), null)?.Kind); // nobody stopped this one
    }

    [Fact]
    public void A_step_that_fails_says_how_often_and_why()
    {
        var failing = Open with { LastError = "Remind: storage answered 503", Failures = 7 };
        Assert.Equal(
            new Trouble(AlarmKind.Failing, Noon) { Step = StepKind.Remind, Number = 1, Count = 7, Error = failing.LastError }, Of(failing, Noon.AddMinutes(1)));
    }

    [Fact]
    public void A_campaign_that_rests_or_is_archived_is_no_trouble()
    {
        var ended = Run(Campaign(), Start.AddDays(2));
        Assert.Equal((Phase.Dispatched, StepKind.End), (ended.Phase, Plan.Next(ended).Kind));
        var ordered = Start.AddDays(370);
        var purge = ended with { Purge = new(ordered, "campaign", null) };
        var archived = purge with { Phase = Phase.Archived, Purge = purge.Purge with { BegunAt = ordered, CompletedAt = ordered.AddMinutes(1) } };

        Assert.Null(Of(ended, ordered, OrchestrationRuntimeStatus.Completed));
        Assert.Null(Of(purge, ordered, OrchestrationRuntimeStatus.Completed)); // about to be started again
        Assert.Equal((AlarmKind.Lost, StepKind.Purge), Of(purge, ordered.AddSeconds(31), OrchestrationRuntimeStatus.Completed) is { } lost ? (lost.Kind, lost.Step) : default);
        Assert.Null(Of(archived, ordered.AddMinutes(2)));
        Assert.Empty(Troubles.Of(new(archived, true, null, UnknownLetters: 1), ordered.AddDays(1)));
    }

    [Fact]
    public void A_launch_is_given_a_moment_to_start_its_orchestration()
    {
        Assert.Null(Of(Campaign(), Start.AddSeconds(30), null));
        Assert.Equal(AlarmKind.Lost, Of(Campaign(), Start.AddSeconds(31), null)?.Kind);
    }

    [Fact]
    public void An_orchestration_may_not_go_on_when_its_campaign_is_over()
    {
        var over = Run(Campaign(), Start.AddDays(1));
        Assert.Equal(StepKind.End, Plan.Next(over).Kind);
        Assert.Null(Of(over, over.ReportedAt!.Value.AddMinutes(5)));
        Assert.Equal(AlarmKind.Lingering, Of(over, over.ReportedAt!.Value.AddMinutes(6))?.Kind);
        Assert.Null(Of(over, over.ReportedAt!.Value.AddDays(1), OrchestrationRuntimeStatus.Completed));
        Assert.Null(Of(over, over.ReportedAt!.Value.AddDays(1), null));
    }

    [Fact]
    public void A_long_round_that_moves_on_is_not_overdue()
    {
        var dispatching = Open with { Phase = Phase.Dispatching, DispatchBegunAt = Noon };
        var facts = new WatchFacts(dispatching, true, OrchestrationRuntimeStatus.Running, 0, Noon.AddMinutes(20));
        Assert.Empty(Troubles.Of(facts, Noon.AddMinutes(20).AddSeconds(10)));
        Assert.Equal(AlarmKind.Overdue, Troubles.Of(facts, Noon.AddMinutes(21)).Single().Kind);
    }

    [Fact] // A letter that is tried again, or one that is skipped, ends no alarm that comes back, and is mailed, half a minute later.
    public void Once_it_is_red_a_round_is_red_until_it_is_through()
    {
        var dispatching = Open with { Phase = Phase.Dispatching, DispatchBegunAt = Noon };
        var facts = new WatchFacts(dispatching, true, OrchestrationRuntimeStatus.Running, 0, Noon);
        var red = Troubles.Of(facts, Noon.AddMinutes(1)).Single();
        var tried = facts with { LastLetterAt = Noon.AddMinutes(2), Red = red };
        Assert.Equal(red, Troubles.Of(tried, Noon.AddMinutes(2)).Single());
        Assert.Empty(Troubles.Of(tried with { Red = red with { Step = StepKind.Close } }, Noon.AddMinutes(2))); // that was a step before
        var through = dispatching with { Phase = Phase.Dispatched, DispatchedAt = Noon.AddMinutes(2) };
        Assert.DoesNotContain(Troubles.Of(tried with { Campaign = through }, Noon.AddMinutes(2)), trouble => trouble.Place == AlarmPlace.Run);
    }

    [Fact]
    public void A_task_hub_that_does_not_answer_hides_nothing()
    {
        Assert.Equal(AlarmKind.Overdue, Troubles.Of(new(Open, false, null), Noon.AddMinutes(1)).Single().Kind);
        Assert.Empty(Troubles.Of(new(Open, false, null), Noon.AddMinutes(-1)));
    }

    [Fact]
    public void Letters_of_unknown_outcome_and_mail_that_waits_are_alarms_of_their_own()
    {
        var both = Troubles.Of(new(Open, true, OrchestrationRuntimeStatus.Running, 2), Noon.AddMinutes(1));
        Assert.Equal([AlarmPlace.Run, AlarmPlace.Letters], both.Select(trouble => trouble.Place));
        Assert.Empty(Troubles.OfMail(new(3, Noon), Noon.AddMinutes(10)));
        Assert.Empty(Troubles.OfMail(WaitingMail.None, Noon));
        Assert.Equal(new Trouble(AlarmKind.Mail, Noon) { Count = 3 }, Troubles.OfMail(new(3, Noon), Noon.AddMinutes(11)).Single());
    }
}
