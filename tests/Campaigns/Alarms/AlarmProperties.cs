using Campaigns.Alarms;
using Campaigns.Tests.Life;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.DurableTask.Client;
using static Campaigns.Tests.Life.Stories;

namespace Campaigns.Tests.Alarms;

/// <summary>What holds for alarms whatever goes wrong with a campaign, and however often it is looked at. A failure prints its story.</summary>
public sealed class AlarmProperties
{
    static readonly OrchestrationRuntimeStatus?[] Statuses =
    [
        null, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Terminated, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Completed,
    ];

    /// <summary>One look of the watchdog, as numbers to be taken modulo: what happened before it, and what it finds.</summary>
    public sealed record Look(int Minutes, int Steps, int Status, int Letters, bool HubAnswers);

    static readonly Arbitrary<Look[]> AnyStory = Arb.From(
        (from minutes in Gen.Choose(0, 90)
         from steps in Gen.Choose(0, 3)
         from status in Gen.Choose(0, 6)
         from letters in Gen.Choose(0, 5)
         from answers in Gen.Choose(0, 9)
         select new Look(minutes, steps, status, Math.Max(0, letters - 3), answers > 0)).ListOf().Select(list => list.ToArray()));

    [Fact]
    public void An_alarm_is_open_as_long_as_its_trouble_is_there_and_is_told_once() => Prop.ForAll(AnyStory, story =>
    {
        var (campaign, now, open, told) = (Campaign(), Start, new List<Alarm>(), new HashSet<string>());
        foreach (var look in story)
        {
            now = now.AddMinutes(look.Minutes);
            for (var step = 0; step < look.Steps; step++) campaign = CarryOut(campaign, now);
            var troubles = Troubles.Of(new(campaign, look.HubAnswers, Statuses[look.Status], look.Letters), now);
            var changes = AlarmChanges.Of(campaign.Id, open, troubles, now);

            foreach (var alarm in changes.Raised)
            {
                Assert.DoesNotContain(open, one => one.Place == alarm.Place);
                Assert.True(told.Add(alarm.Name + alarm.Trouble.Since.Ticks + told.Count));
            }
            Assert.All(changes.Kept, kept => Assert.Contains(open, one => one.Name == kept.Name && one.ToldAt == kept.ToldAt));
            Assert.All(changes.Mended, mended => Assert.Contains(open, one => one.Name == mended.Name));
            open = [.. changes.Raised, .. changes.Kept];
            Assert.Equal(troubles.Select(trouble => trouble.Place).Order(), open.Select(alarm => alarm.Place).Order());
            Assert.All(open, alarm => Assert.True(alarm.Trouble.Since <= now));
            Assert.All(open, alarm => Assert.NotEmpty(AlarmWords.Say(alarm.Trouble) + AlarmWords.Help(alarm.Trouble)));
            Assert.All(open, alarm => Assert.Equal(alarm.Trouble with { Since = default }, Trouble.Read([.. alarm.Trouble.Arguments.Select(one => $"{one}")])));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_overdue_stays_unseen_and_nothing_on_time_is_an_alarm() => Prop.ForAll(AnyStory, story =>
    {
        var (campaign, now) = (Campaign(), Start);
        foreach (var look in story)
        {
            now = now.AddMinutes(look.Minutes);
            for (var step = 0; step < look.Steps; step++) campaign = CarryOut(campaign, now);
            var isOverdue = now - Plan.Next(campaign).DueAt > Troubles.Grace;
            var troubles = Troubles.Of(new(campaign, look.HubAnswers, Statuses[look.Status]), now);
            if (isOverdue) Assert.Contains(troubles, trouble => trouble.Place == AlarmPlace.Run);

            var onTime = Stories.Run(campaign, now);
            var working = new WatchFacts(onTime, true, Plan.Next(onTime).Kind == StepKind.End ? OrchestrationRuntimeStatus.Completed : OrchestrationRuntimeStatus.Running);
            Assert.Empty(Troubles.Of(working, now));
        }
    }).QuickCheckThrowOnFailure();

    static Campaign CarryOut(Campaign campaign, DateTimeOffset now) => Plan.Next(campaign) is { DueAt: { } due } step && due <= now
        ? Reports(campaign, step, now, new(20, 10, 0)).Aggregate(campaign, (before, report) => Lifecycle.Decide(before, report, now).Campaign ?? before)
        : campaign;
}
